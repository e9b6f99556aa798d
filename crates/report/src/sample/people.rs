//! The sample's workshops.

use super::{chance, label};
use nanduti_model::{Cluster, LedBy, Path, Population, Workshop};
use nanduti_testkit::{consenting, unknown_workshop, willing};

const NAMES: [&str; 3] = ["Norte", "Centro", "Ribera del Este"];

pub(super) fn population(sizes: &[usize]) -> Population {
    let clusters = (0..sizes.len())
        .map(|c| {
            let name = NAMES.get(c).map_or_else(|| format!("Zona {}", c + 1), ToString::to_string);
            Cluster { id: format!("c{c}").as_str().into(), name: label(&name, &name) }
        })
        .collect();
    let mut workshops = Vec::new();
    for (cluster, &n) in sizes.iter().enumerate() {
        for i in 0..n {
            workshops.push(workshop(cluster, i));
        }
    }
    workshops.sort_by(|a, b| a.id.cmp(&b.id));
    Population { clusters, workshops }
}

fn workshop(cluster: usize, i: usize) -> Workshop {
    let at = |what: &str| chance(what, cluster, i);
    let people = (at("people") > 0.05).then(|| 1 + (at("size") * 6.0) as u32);
    let products = ["tshirt", "jeans", "shirt", "smock"];
    let product = products[(at("product") * 4.0) as usize];
    // Codes are not in cluster order: the third cluster's come first.
    let prefix = ["NOR", "CEN", "AES"]
        .get(cluster)
        .map_or_else(|| format!("Z{cluster}"), ToString::to_string);
    Workshop {
        people,
        women: people.map(|p| (f64::from(p) * at("women")) as u32),
        led_by: match at("led") {
            x if x < 0.5 => Some(LedBy::Woman),
            x if x < 0.8 => Some(LedBy::Man),
            x if x < 0.95 => Some(LedBy::Both),
            _ => None,
        },
        main_product: (at("known") > 0.1).then(|| product.into()),
        hours_week: Some(44.0),
        planning_efficiency: Some(50.0),
        path: match at("path") {
            x if x < 0.5 => Some(Path::Supply),
            x if x < 0.7 => Some(Path::OwnBrand),
            x if x < 0.9 => Some(Path::Both),
            _ => None,
        },
        owner_hours: Some(4.0),
        willing: willing(),
        consent: consenting(),
        contactable: Some(true),
        ..unknown_workshop(&format!("{prefix}-{:03}", i + 1), cluster)
    }
}
