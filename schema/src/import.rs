//! x
#![allow(dead_code)]
mod prose;
