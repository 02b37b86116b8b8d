"""Will own: live boards, captures, cases and consultations, reflections, experiments, asks and offers."""
