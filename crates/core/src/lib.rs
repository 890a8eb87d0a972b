//! Compile Dabiao policies and evaluate submitted figures.
