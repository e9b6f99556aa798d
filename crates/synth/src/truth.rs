//! What is true of a synthetic workshop, before anybody is asked.
//!
//! Latent factors, correlated as published, drive size, output, quality, prices, formality and
//! trust. The interview sees this truth through non-response; `--truth` files print it.

use crate::calibration as facts;
use crate::calibration::Cluster;
use crate::case::Place;
use crate::draw::{Draws, stepped};
use crate::products::needs;

mod parts;

pub use parts::{Consents, Kit, Market, Neighbours, Papers, Work};

/// Standard normal factors behind the answers of a workshop.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Factors {
    /// Productivity.
    pub productivity: f64,
    /// Formality.
    pub formality: f64,
    /// Digital maturity.
    pub digital: f64,
    /// Associativity.
    pub associativity: f64,
    /// Decent work.
    pub decent_work: f64,
    /// Willingness to change.
    pub willingness: f64,
}

impl Factors {
    /// One productivity factor; the others load on it and on formality as published.
    fn draw(draws: Draws) -> Self {
        let noise = |purpose: &str| draws.normal(purpose);
        let on =
            |loading: f64, factor: f64, purpose: &str| draws.liability(purpose, factor, loading);
        let productivity = noise("factor productivity");
        let formality = on(facts::PRODUCTIVITY_FORMALITY, productivity, "factor formality");
        Self {
            productivity,
            formality,
            digital: on(facts::PRODUCTIVITY_DIGITAL, productivity, "factor digital"),
            associativity: on(
                facts::PRODUCTIVITY_ASSOCIATIVITY,
                productivity,
                "factor associativity",
            ),
            decent_work: on(0.4, formality, "factor decent work"),
            willingness: noise("factor willingness"),
        }
    }
}

/// Who decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeadSex {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Both.
    Both,
}

/// A synthetic workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkshopTruth {
    /// Cluster.
    pub cluster: Cluster,
    /// Number in its cluster, from 1.
    pub number: u32,
    /// Belongs to the block tied to the one old lead firm.
    pub anchored: bool,
    /// Latent factors.
    pub factors: Factors,
    /// People working, at least 1.
    pub people: u32,
    /// Women among them.
    pub women: u32,
    /// Who decides.
    pub lead: LeadSex,
    /// Hours a week per worker.
    pub hours: f64,
    /// What it makes and with what.
    pub kit: Kit,
    /// How well the work goes.
    pub work: Work,
    /// Formality of the firm and of its jobs.
    pub papers: Papers,
    /// Its buyers.
    pub market: Market,
    /// Its group and neighbours.
    pub neighbours: Neighbours,
    /// Path wanted: 0 supply, 1 own brand, 2 both.
    pub path: usize,
    /// Agreement 1–5 with a 10-month plan, and with change of production, of working conditions
    /// and towards working with others.
    pub willing: [u8; 4],
    /// Consents.
    pub consents: Consents,
    /// Pays a loan.
    pub has_credit: bool,
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
}

impl WorkshopTruth {
    /// Draws the workshop of a place.
    pub(crate) fn draw(seed: u64, place: Place) -> Self {
        let draws = Draws::new(seed, place.index);
        let cluster = place.cluster;
        let factors = Factors::draw(draws);
        let anchored = is_anchored(place);
        let people = draw_people(draws, cluster, anchored);
        let hours =
            cluster.of(&facts::HOURS) + 7.0 * draws.liability("hours", factors.decent_work, -0.4);
        let hours = stepped(hours, 0.5, 20.0, 75.0);
        let kit = Kit::draw(draws, cluster, people, factors.productivity);
        let (lead, women) = draw_women(draws, cluster, people);
        let agreement = |at: usize| draw_willing(draws, cluster, factors.willingness, at);
        Self {
            cluster,
            number: place.within as u32 + 1,
            anchored,
            factors,
            people,
            women,
            lead,
            hours,
            work: Work::draw(draws, cluster, &factors, kit.product, f64::from(people) * hours),
            papers: Papers::draw(draws, cluster, &factors, people),
            market: Market::draw(draws, cluster, anchored, &factors, kit.product),
            neighbours: Neighbours::draw(draws, cluster),
            path: draw_path(draws, cluster),
            willing: [agreement(0), agreement(1), agreement(2), agreement(3)],
            consents: Consents::draw(draws),
            has_credit: draws.chance("has credit", 0.5),
            position: draw_position(draws, cluster),
            kit,
        }
    }

    /// The gate of the pilots with full answers: at least 3 of 5 on the three willingness items,
    /// consent to the programme, and a way to be reached.
    pub fn passes_gate(&self) -> bool {
        self.willing[1..].iter().all(|&item| item >= 3)
            && self.consents.programme
            && self.consents.contactable
    }

    /// Standard minutes of sewing it can do in a month of full work, before the owner's time and
    /// any reserve.
    pub fn month_minutes(&self) -> f64 {
        let present = nanduti_rules::month_minutes(f64::from(self.people), self.hours);
        present * self.work.efficiency / 100.0
    }

    /// Whether it names a product and has its machines.
    pub(crate) fn makes(&self, product: usize) -> bool {
        let machines = needs(product).machines;
        self.kit.products >> product & 1 == 1 && self.kit.machines & machines == machines
    }
}

/// Whether a place belongs to the anchored block: 25 of 157 places in Pilar, evenly spread.
fn is_anchored(place: Place) -> bool {
    let (block, of) = facts::ANCHORED;
    let until = |within: usize| (within * block + of / 2) / of;
    place.cluster == Cluster::Pilar && until(place.within + 1) > until(place.within)
}

/// People working: log-normal, rounded, at least one.
fn draw_people(draws: Draws, cluster: Cluster, anchored: bool) -> u32 {
    let (median, spread) = if anchored {
        facts::ANCHORED_SIZE
    } else {
        (cluster.of(&facts::SIZE_MEDIAN), cluster.of(&facts::SIZE_SPREAD))
    };
    let people = median * (spread * draws.normal("people")).exp();
    people.round().clamp(1.0, facts::MAX_PEOPLE) as u32
}

/// Who decides, and the women among the people; who decides is one of them.
fn draw_women(draws: Draws, cluster: Cluster, people: u32) -> (LeadSex, u32) {
    let woman = cluster.of(&facts::LED_BY_WOMAN);
    let both = cluster.of(&facts::LED_BY_BOTH);
    let lead = match draws.pick("lead sex", &[woman, 1.0 - woman - both, both]) {
        0 => LeadSex::Woman,
        2 if people > 1 => LeadSex::Both,
        _ => LeadSex::Man,
    };
    let among = |of: u32, share: &facts::ByCluster| draws.binomial("women", of, cluster.of(share));
    let women = match lead {
        LeadSex::Woman => 1 + among(people - 1, &facts::WOMEN_WITH_WOMAN),
        LeadSex::Man => among(people - 1, &facts::WOMEN_ELSEWHERE),
        LeadSex::Both => 1 + among(people - 2, &facts::WOMEN_ELSEWHERE),
    };
    (lead, women)
}

fn draw_path(draws: Draws, cluster: Cluster) -> usize {
    let [supply, brand] = facts::PATH[cluster.position()];
    draws.pick("path", &[supply, brand, 1.0 - supply - brand])
}

/// Agreement 1–5 with willingness item `at`.
fn draw_willing(draws: Draws, cluster: Cluster, willingness: f64, at: usize) -> u8 {
    let purpose = ["willing plan", "willing production", "willing work", "willing others"][at];
    let centre = cluster.of(&facts::WILLING[at]);
    let value = centre + 0.95 * draws.liability(purpose, willingness, 0.75);
    value.round().clamp(1.0, 5.0) as u8
}

fn draw_position(draws: Draws, cluster: Cluster) -> (f64, f64) {
    let (latitude, longitude, spread) = cluster.place();
    let metre = |x: f64| stepped(x, 1e-6, -180.0, 180.0);
    (
        metre(latitude + spread * draws.normal("latitude")),
        metre(longitude + spread * draws.normal("longitude")),
    )
}
