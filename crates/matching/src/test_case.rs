//! Cases for tests: one plain workshop and lot to vary by hand, and a synthetic case of any
//! size, shaped like a survey of some hundred workshops.

use crate::MatchInput;
use jiff::civil::{Date, date};
use nanduti_model::{
    Cluster, ClusterId, Consent, DistanceBand, FirmTie, Guaranies, LeadFirm, LeadFirmId, Lot,
    LotGates, LotId, MachineId, Minutes, Path, Policy, Population, Product, ProductId, TieStrength,
    VisitRecord, Workshop,
};
use nanduti_stats::Key;
use nanduti_testkit::{assumed, consenting, label, policy, unknown_workshop};

/// An owned case.
#[derive(Clone, Debug)]
pub(crate) struct TestCase {
    pub population: Population,
    pub products: Vec<Product>,
    pub firms: Vec<LeadFirm>,
    pub lots: Vec<Lot>,
    pub ties: Vec<FirmTie>,
    pub policy: Policy,
    pub visits: Vec<VisitRecord>,
    pub forbidden: Vec<(usize, usize)>,
    pub reserve: Vec<f64>,
}

/// First day of every test case.
pub(crate) const START: Date = date(2024, 1, 1);

impl TestCase {
    /// No workshops, firms or lots; one product of 10 minutes on a straight machine.
    pub(crate) fn empty() -> Self {
        Self {
            population: Population { clusters: vec![cluster("a")], workshops: Vec::new() },
            products: vec![product("shirt", 10, &["straight"])],
            firms: vec![firm("F1", Some((0, 0)))],
            lots: Vec::new(),
            ties: Vec::new(),
            policy: policy(),
            visits: Vec::new(),
            forbidden: Vec::new(),
            reserve: Vec::new(),
        }
    }

    /// One workshop that passes every gate of one lot.
    pub(crate) fn one_pair() -> Self {
        let mut case = Self::empty();
        case.population.workshops.push(workshop("W1", 0));
        case.lots.push(lot("L1", 100));
        case
    }

    pub(crate) fn input(&self) -> MatchInput<'_> {
        MatchInput {
            population: &self.population,
            products: &self.products,
            firms: &self.firms,
            lots: &self.lots,
            firm_ties: &self.ties,
            policy: &self.policy,
            start: START,
            visits: &self.visits,
            forbidden: &self.forbidden,
            reserve: &self.reserve,
        }
    }
}

pub(crate) fn cluster(id: &str) -> Cluster {
    Cluster { id: ClusterId::from(id), name: label(id) }
}

pub(crate) fn product(id: &str, minutes: i64, machines: &[&str]) -> Product {
    Product {
        id: ProductId::from(id),
        name: label(id),
        standard_minutes: Minutes(minutes * 100),
        machines: machines.iter().map(|m| MachineId::from(*m)).collect(),
        source: assumed(),
    }
}

pub(crate) fn firm(id: &str, cell: Option<(i32, i32)>) -> LeadFirm {
    LeadFirm { id: LeadFirmId::from(id), name: id.to_owned(), cell, staff_hours_month: 8.0 }
}

/// Two people of 48 hours at 60 %, everything known and open, main product `shirt`:
/// 2 × 48 × 60 × 52/12 × 0.6 = 14,976 standard minutes a month.
pub(crate) fn workshop(id: &str, cluster: usize) -> Workshop {
    Workshop {
        people: Some(2),
        women: Some(1),
        machines: Some([MachineId::from("straight")].into()),
        main_product: Some(ProductId::from("shirt")),
        products: Some([ProductId::from("shirt")].into()),
        hours_week: Some(48.0),
        efficiency: Some(60.0),
        planning_efficiency: Some(60.0),
        rework: Some(Some(5.0)),
        on_time: Some(Some(8.0)),
        invoices: Some(true),
        path: Some(Path::Supply),
        owner_hours: Some(0.0),
        consent: consenting(),
        contactable: Some(true),
        cell: Some((0, 0)),
        ..unknown_workshop(id, cluster)
    }
}

/// Shirts for the first firm in January 2024, at exactly the fair price of the test policy:
/// 10 / 0.6 × 268 × 1.25 = 5,583.3, so Gs 5,584.
pub(crate) fn lot(id: &str, pieces: u32) -> Lot {
    Lot {
        id: LotId::from(id),
        firm: 0,
        product: 0,
        pieces,
        start: date(2024, 1, 1),
        due: date(2024, 1, 31),
        price: Guaranies(5_584),
        min_batch: 1,
        max_suppliers: None,
        gates: LotGates::default(),
    }
}

const PRODUCTS: [(&str, i64, &[&str]); 8] = [
    ("tshirt", 7, &["overlock", "coverstitch"]),
    ("jeans", 15, &["straight", "felling"]),
    ("shirt", 20, &["straight", "buttonhole"]),
    ("jacket", 40, &["straight", "overlock"]),
    ("smock", 18, &["straight", "overlock"]),
    ("linen", 6, &["straight"]),
    ("uniform", 22, &["straight", "overlock"]),
    ("trousers", 16, &["straight", "overlock"]),
];
const MACHINES: [&str; 5] = ["straight", "overlock", "coverstitch", "buttonhole", "felling"];

/// A synthetic case: `n` workshops in three clusters, five firms, `n_lots` lots over eight
/// months; a tenth of the answers missing; an anchor firm with stable ties.
pub(crate) fn synthetic(n: usize, n_lots: usize, seed: u64) -> TestCase {
    let mut case = TestCase::empty();
    case.population.clusters = ["a", "b", "c"].map(cluster).to_vec();
    case.products = PRODUCTS.iter().map(|(id, m, machines)| product(id, *m, machines)).collect();
    let n_firms = (n / 75).max(3);
    let key = Key::new(seed, "test-case");
    case.firms = (0..n_firms)
        .map(|f| firm(&format!("F{f:03}"), Some(place(f % 3, key.at(900).at(f as u64)))))
        .collect();
    for w in 0..n {
        let key = key.at(1).at(w as u64);
        let cluster =
            usize::from(key.at(0).uniform() > 0.42) + usize::from(key.at(0).uniform() > 0.85);
        case.population.workshops.push(surveyed(w, cluster, key));
        if cluster == 0 && key.at(30).uniform() < 0.16 {
            case.ties.push(FirmTie { workshop: w, firm: 0, strength: TieStrength::Stable });
        } else if cluster < 2 && key.at(31).uniform() < 0.15 {
            let firm = (key.at(32).uniform() * n_firms as f64) as usize;
            case.ties.push(FirmTie { workshop: w, firm, strength: TieStrength::Occasional });
        }
    }
    case.lots =
        (0..n_lots).map(|l| offered(l, n_firms, &case.products, key.at(2).at(l as u64))).collect();
    case.reserve = vec![0.1; n];
    case
}

fn place(cluster: usize, key: Key) -> (i32, i32) {
    let centre = [(-537, -1166), (-511, -1146), (-503, -1151)][cluster];
    let shift = |k: u64| (key.at(k).uniform() * 5.0) as i32 - 2;
    (centre.0 + shift(1), centre.1 + shift(2))
}

fn surveyed(w: usize, cluster: usize, key: Key) -> Workshop {
    let chance = |k: u64, p: f64| key.at(k).uniform() < p;
    let known = |k: u64| chance(100 + k, 0.92);
    let machines = MACHINES
        .iter()
        .enumerate()
        .filter(|(m, _)| chance(10 + *m as u64, [0.95, 0.8, 0.4, 0.4, 0.4][*m]));
    let products: Vec<usize> =
        (0..PRODUCTS.len()).filter(|p| chance(20 + *p as u64, 0.3)).collect();
    let main = products.first().copied().unwrap_or(cluster);
    let efficiency = known(1).then(|| 30.0 + 45.0 * key.at(2).uniform());
    let path = if chance(3, 0.45) {
        Path::Supply
    } else if chance(4, 0.5) {
        Path::OwnBrand
    } else {
        Path::Both
    };
    Workshop {
        cluster,
        people: known(5).then(|| (key.at(5).normal() * 0.7 + 1.0).exp().ceil().min(40.0) as u32),
        machines: known(6).then(|| machines.map(|(_, m)| MachineId::from(*m)).collect()),
        main_product: Some(ProductId::from(PRODUCTS[main].0)),
        products: Some(
            products.iter().chain([&main]).map(|p| ProductId::from(PRODUCTS[*p].0)).collect(),
        ),
        hours_week: known(7).then(|| 36.0 + 20.0 * key.at(7).uniform()),
        efficiency,
        planning_efficiency: efficiency.or(Some(38.0)),
        rework: known(8).then(|| chance(8, 0.8).then(|| 3.0 + 14.0 * key.at(9).uniform())),
        on_time: known(9)
            .then(|| chance(8, 0.8).then(|| (4.0 + 6.5 * key.at(41).uniform()).floor())),
        invoices: known(10).then(|| chance(42, 0.35)),
        path: known(11).then_some(path),
        owner_hours: known(12).then(|| 6.0 * key.at(43).uniform()),
        consent: Consent { firm: known(13).then(|| chance(44, 0.85)), ..workshop("", 0).consent },
        cell: known(14).then(|| place(cluster, key.at(45))),
        ..workshop(&format!("W{w:05}"), cluster)
    }
}

fn offered(l: usize, n_firms: usize, products: &[Product], key: Key) -> Lot {
    let u = |k: u64| key.at(k).uniform();
    let product = (u(1) * products.len() as f64) as usize;
    let minutes = products[product].standard_minutes.as_f64();
    let pieces = (200.0 * (1.0 + 24.0 * u(2)).floor()) as u32;
    let start = START.checked_add(jiff::Span::new().days((u(3) * 200.0) as i64)).unwrap();
    Lot {
        firm: if u(4) < 0.3 { 0 } else { (u(5) * n_firms as f64) as usize },
        product,
        pieces,
        start,
        due: start.checked_add(jiff::Span::new().days(15 + (u(6) * 45.0) as i64)).unwrap(),
        price: Guaranies((minutes / 0.5 * 268.0 * 1.25 * (0.8 + 0.6 * u(7))) as i64),
        min_batch: [50, 100, 150, 200][(u(8) * 4.0) as usize].min(pieces),
        max_suppliers: (u(9) < 0.7).then(|| 2 + (u(10) * 9.0) as u32),
        gates: LotGates {
            max_rework: (u(11) < 0.5).then(|| 8.0 + 4.0 * u(12)),
            min_on_time: (u(13) < 0.4).then_some(7.0),
            invoice: u(14) < 0.3,
            max_distance: (u(15) < 0.4).then_some(DistanceBand::To50),
        },
        ..lot(&format!("L{l:05}"), pieces)
    }
}
