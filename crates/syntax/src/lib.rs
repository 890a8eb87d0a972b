//! The syntax of Dabiao: text to tree with recovery per item, and back, in English or Chinese.

pub mod ast;
