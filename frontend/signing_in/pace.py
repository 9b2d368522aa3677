"""How often one address may try to come in, whoever it says it is: a desk and a family share one."""

from datetime import timedelta

FROM_ONE_ADDRESS = 60
PER = timedelta(minutes=10)
