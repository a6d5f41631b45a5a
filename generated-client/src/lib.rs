mod json;
pub mod reflect;
mod request;
