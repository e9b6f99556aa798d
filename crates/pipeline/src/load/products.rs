//! `products.toml`: standard minutes and machines of each product.

use crate::load::toml_reader::Document;
use nanduti_model::{
    AssumedFigure, Assumption, Fault, FaultCode, MachineId, Minutes, Product, ProductId,
};

/// Reads the products; `None` where the file is broken.
pub fn load_products(
    text: &str,
    file: &str,
    faults: &mut Vec<Fault>,
    assumptions: &mut Vec<Assumption>,
) -> Option<Vec<Product>> {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => {
            faults.push(fault);
            return None;
        }
    };
    let root = document.root();
    let mut products: Vec<Product> = Vec::new();
    for section in root.sections("product") {
        let (id, name) = (section.text("id"), section.label("name"));
        let minutes = section.number("standard_minutes", 0.01..=10_000.0);
        let machines = section.texts("machines");
        let source = section.source(AssumedFigure::StandardMinutes(id.clone().unwrap_or_default()));
        section.finish();
        let (Some(id), Some(name), Some(minutes)) = (id, name, minutes.and_then(Minutes::rounded))
        else {
            continue;
        };
        let id = ProductId::from(id.as_str());
        if products.iter().any(|p| p.id == id) {
            section.push(
                section.fault(FaultCode::DuplicateId, "id").with("kind", "product").with("id", &id),
            );
            continue;
        }
        let machines = machines.iter().map(|m| MachineId::from(m.as_str())).collect();
        products.push(Product { id, name, standard_minutes: minutes, machines, source });
    }
    root.finish();
    let (mut more, mut ours) = document.into_findings();
    let broken = more.iter().any(Fault::is_error);
    faults.append(&mut more);
    assumptions.append(&mut ours);
    (!broken).then_some(products)
}
