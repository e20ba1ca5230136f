"""Small, pure, named modules every room may use: periods, Vietnamese text, names, spelling, working days, errors, env, clock. No models, no Django."""
