//! Explanations, derived on demand.
