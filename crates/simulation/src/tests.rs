//! What the simulator must and must not do, on small cases.

pub(crate) mod case;

mod alternatives;
mod frame;
mod futures;
mod portfolios;
