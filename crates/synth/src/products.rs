//! Products and machines of the synthetic case: ids in the order of the form's lists, standard
//! minutes and needed machines from the table that `pipeline` ships.

use serde::Deserialize;
use std::sync::LazyLock;

/// The table of the case template, so that no minute is written twice.
const TABLE: &str = include_str!("../../pipeline/templates/products.toml");

/// Products, in the order of the form's list.
pub(crate) const PRODUCTS: [&str; 10] = [
    "tshirt",
    "jeans",
    "shirt",
    "jacket",
    "smock",
    "house_linen",
    "uniform",
    "trousers",
    "apron",
    "sheet_set",
];

/// Machine types, in the order of the form's list.
pub(crate) const MACHINES: [&str; 7] =
    ["straight", "overlock", "coverstitch", "bartack", "buttonhole", "felling", "cutter"];

/// Position of the product nobody has all machines for.
pub(crate) const JACKET: usize = 3;

/// What a product takes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct ProductNeeds {
    /// Standard minutes per piece.
    pub(crate) minutes: f64,
    /// Machine types needed, as bits in the order of [`MACHINES`].
    pub(crate) machines: u8,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    standard_minutes: f64,
    machines: Vec<String>,
}

#[derive(Deserialize)]
struct Table {
    product: Vec<Row>,
}

static NEEDS: LazyLock<[ProductNeeds; 10]> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the shipped table is read by a test");
    PRODUCTS.map(|id| {
        let row = table.product.iter().find(|row| row.id == id);
        let row = row.expect("a test finds every product in the shipped table");
        let machines = MACHINES
            .iter()
            .enumerate()
            .filter(|(_, machine)| row.machines.iter().any(|m| m == *machine))
            .fold(0, |bits, (at, _)| bits | 1 << at);
        ProductNeeds { minutes: row.standard_minutes, machines }
    })
});

/// What a product takes, by its position in [`PRODUCTS`].
pub(crate) fn needs(product: usize) -> ProductNeeds {
    NEEDS[product]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_has_minutes_and_known_machines() {
        let table: Table = toml::from_str(TABLE).unwrap();
        assert_eq!(table.product.len(), PRODUCTS.len());
        for (at, row) in table.product.iter().enumerate() {
            assert!(row.machines.iter().all(|m| MACHINES.contains(&m.as_str())), "{}", row.id);
            assert_eq!(PRODUCTS[at], row.id);
            assert_eq!(needs(at).machines.count_ones() as usize, row.machines.len());
        }
        // Domain notes, section 5: T-shirt 7, jeans 15, shirt 20 minutes.
        assert_eq!([0, 1, 2].map(|at| needs(at).minutes), [7.0, 15.0, 20.0]);
    }
}
