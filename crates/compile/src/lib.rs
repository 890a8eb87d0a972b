//! Names, types and units of Dabiao policies, lowered to a program.
