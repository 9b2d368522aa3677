"""How fast the house is, said as ratios to plain controls measured in the same minute on the same machine."""
