"""The observatory: numbers for who does research, none of them about fewer than five."""
