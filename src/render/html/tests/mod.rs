//! The page read back as browsers read it: structure, words, limits, and hostile texts.

mod contrast;
mod inert;
mod parts;
mod read;
mod size;
