"""Who stands where and what belongs to what, as this web node knows it."""
