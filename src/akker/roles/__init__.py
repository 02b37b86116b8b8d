"""Owns what a group settles about roles: nominations, division of tasks, vacancies, preconditions, worksheets."""
