"""The published language of the house: facts, commands and who may see or ask what. Pydantic and stdlib only."""
