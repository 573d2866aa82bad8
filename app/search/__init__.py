"""Finding a person by whatever somebody at the desk heard and typed."""
