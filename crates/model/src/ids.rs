//! Identifiers: one type per kind of thing, so that a lot can never be looked up as a firm.

use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// Surrounding blanks are dropped; comparison and order are byte-wise. Cloning is cheap.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text.trim()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", &self.0)
            }
        }
    )*};
}

ids! {
    /// A workshop (taller): the form's `workshop_code`, or a code issued once into `codes.csv`.
    WorkshopId
    /// A cluster (clúster): a territory whose workshops are compared with each other.
    ClusterId
    /// A lead firm (empresa ancla).
    LeadFirmId
    /// A lot (lote): one product, one quantity, one window of time.
    LotId
    /// A garment with its standard minutes and machines.
    ProductId
    /// A type of sewing machine.
    MachineId
    /// A node of the instrument: axis, dimension or indicator.
    NodeId
    /// A question of the form, without its groups.
    QuestionId
    /// An intervention of the catalogue.
    InterventionId
    /// Who delivers an intervention.
    ProviderId
    /// A condition around a workshop (mistrust, dispute, credit load, unfair price).
    ConditionId
    /// A support a workshop needs to take part (apoyo necesario).
    SupportId
    /// A capacity or a budget line.
    ResourceId
    /// A set of plans that is simulated.
    PortfolioId
}
