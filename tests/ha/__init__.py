"""What must go on when one of its machines is gone."""
