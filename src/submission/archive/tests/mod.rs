//! Archives as honest tools write them, and as no honest tool does.

mod build;
mod honest;
mod hostile;
mod names;
