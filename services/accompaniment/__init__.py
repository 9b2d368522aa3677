"""Being beside people in a home: plan, visits, goals, and what each person lets others see."""
