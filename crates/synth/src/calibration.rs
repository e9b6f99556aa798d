//! The published facts a synthetic case is drawn from, cluster by cluster.
//!
//! Numbers are those of the domain notes: section 1 (counts, size, sex of workers), section 3
//! (centres of each item), section 5 (prices). What the notes mark as an assumption stays one.

/// How many clusters there are.
pub(crate) const CLUSTERS: usize = 3;

/// One number per cluster: Pilar, Yaguarón, Mariano Roque Alonso.
pub(crate) type ByCluster = [f64; CLUSTERS];

/// A territory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cluster {
    /// Pilar, Ñeembucú.
    Pilar,
    /// Yaguarón, Paraguarí.
    Yaguaron,
    /// Mariano Roque Alonso, Central.
    MarianoRoqueAlonso,
}

impl Cluster {
    /// All, in case order.
    pub const ALL: [Self; CLUSTERS] = [Self::Pilar, Self::Yaguaron, Self::MarianoRoqueAlonso];

    /// Position in [`Cluster::ALL`].
    pub const fn position(self) -> usize {
        self as usize
    }

    /// The form's option.
    pub const fn option(self) -> &'static str {
        ["pilar", "yaguaron", "mra"][self as usize]
    }

    /// Letters of its codes.
    pub const fn prefix(self) -> &'static str {
        ["PIL", "YAG", "MRA"][self as usize]
    }

    /// Town, as addresses name it.
    pub const fn town(self) -> &'static str {
        ["Pilar", "Yaguarón", "Mariano Roque Alonso"][self as usize]
    }

    /// Workshops counted: 157 in the census of March 2023, 159 in August 2022, 56 of the about 54
    /// that remain of "more than 370" (domain notes, section 1).
    pub const fn published_workshops(self) -> usize {
        [157, 159, 56][self as usize]
    }

    /// Centre of the town in degrees, and the spread of its workshops in degrees (assumption:
    /// about 1 km).
    pub(crate) const fn place(self) -> (f64, f64, f64) {
        [(-26.858, -58.306, 0.008), (-25.562, -57.284, 0.010), (-25.213, -57.536, 0.012)]
            [self as usize]
    }

    /// This cluster's number.
    pub(crate) const fn of(self, numbers: &ByCluster) -> f64 {
        numbers[self as usize]
    }
}

/// Pilar's workshops tied to one old lead firm: at least 25 of 157 (domain notes, section 1).
pub(crate) const ANCHORED: (usize, usize) = (25, 157);
/// Median and log standard deviation of people in an anchored workshop: mean 9 after rounding.
pub(crate) const ANCHORED_SIZE: (f64, f64) = (8.3, 0.4);
/// Median of people in the others: rounded, with at least one person, the means are 2.1 (3.2 with
/// the anchored block), 5 and 3.
pub(crate) const SIZE_MEDIAN: ByCluster = [1.73, 3.93, 2.5];
/// Log standard deviation of people (assumption).
pub(crate) const SIZE_SPREAD: ByCluster = [0.6, 0.7, 0.6];
/// Most people in one workshop.
pub(crate) const MAX_PEOPLE: f64 = 40.0;

/// A woman decides: 75 / 40 / 75 % (domain notes, GY01).
pub(crate) const LED_BY_WOMAN: ByCluster = [0.75, 0.40, 0.75];
/// A woman and a man decide (assumption).
pub(crate) const LED_BY_BOTH: ByCluster = [0.10, 0.15, 0.10];
/// Share of women among the others where a woman decides; with [`WOMEN_ELSEWHERE`] set so that
/// women are 81 / 45 / 80 % of all workers (domain notes, section 1 and GY02).
pub(crate) const WOMEN_WITH_WOMAN: ByCluster = [0.845, 0.53, 0.835];
/// The same where a man or both decide.
pub(crate) const WOMEN_ELSEWHERE: ByCluster = [0.785, 0.39, 0.78];

/// Efficiency in per cent: 45 / 42 / 33 (domain notes, PR06); spread and limits 25–65 there.
pub(crate) const EFFICIENCY: ByCluster = [45.0, 42.0, 33.0];
/// Usual hours a week: 46 / 50 / 48 (domain notes, DW04).
pub(crate) const HOURS: ByCluster = [46.0, 50.0, 48.0];
/// Pieces of 100 to repair: 8 / 10 / 13 (domain notes, PR07).
pub(crate) const REWORK: ByCluster = [8.0, 10.0, 13.0];
/// Orders of 10 on time: 8 / 7 / 6 (domain notes, PR09).
pub(crate) const ON_TIME: ByCluster = [8.0, 7.0, 6.0];
/// Works on orders (assumption; no stable ties in the third cluster).
pub(crate) const HAS_ORDERS: ByCluster = [0.85, 0.90, 0.60];
/// Price over the fair price at 60 % efficiency: 0.75 / 0.70 / 0.60 (domain notes, PX02).
pub(crate) const PRICE_RATIO: ByCluster = [0.75, 0.70, 0.60];
/// Cost of a minute at the minimum wage of 2023, Gs, and the overhead factor (section 5).
pub(crate) const COST_MINUTE: f64 = 268.0;
/// Factor for overhead (section 5).
pub(crate) const OVERHEAD: f64 = 1.25;
/// Reference efficiency of the buyer-fairness test, per cent (PX02).
pub(crate) const REFERENCE_EFFICIENCY: f64 = 60.0;

/// RUC active: 45 / 45 / 25 % (domain notes, FO01).
pub(crate) const RUC: ByCluster = [0.45, 0.45, 0.25];
/// Registered employer: 14 / 11 / 4 % of all workshops (FO02); own-account ones cannot be, so
/// the share among the others is higher.
pub(crate) const EMPLOYER: ByCluster = [0.212, 0.12, 0.05];
/// Somebody pays into IPS without the workshop being an employer; brings the mean share of DW01
/// to 18 / 12 / 5 %.
pub(crate) const IPS_OTHERWISE: ByCluster = [0.067, 0.085, 0.033];
/// Share of the people who pay, in a registered workshop and in another (assumption).
pub(crate) const IPS_SHARE: (f64, f64) = (0.75, 0.4);

/// There is a group of workshops nearby (none in the third cluster: domain notes, section 1).
pub(crate) const GROUP_EXISTS: ByCluster = [0.95, 0.97, 0.08];
/// Last joint project ended badly / mixed / well; the rest had none. "Badly" 15 / 40 / 5 %
/// (domain notes, AS10), the others are assumptions.
pub(crate) const PAST_RESULT: [[f64; 3]; CLUSTERS] =
    [[0.15, 0.20, 0.20], [0.40, 0.20, 0.10], [0.05, 0.05, 0.04]];
/// Stable buyer: 25 / 30 / 5 % (domain notes, CO03).
pub(crate) const STABLE_BUYER: ByCluster = [0.25, 0.30, 0.05];
/// Buyer at times (assumption).
pub(crate) const OCCASIONAL_BUYER: ByCluster = [0.30, 0.40, 0.15];
/// Open dispute, as a field note: 10 / 35 / 3 % (domain notes, CO02).
pub(crate) const DISPUTE: ByCluster = [0.10, 0.35, 0.03];
/// Wants to supply firms (45 / 30 / 25 %, domain notes RD06) and its own brand (assumption).
pub(crate) const PATH: [[f64; 2]; CLUSTERS] = [[0.45, 0.20], [0.30, 0.30], [0.25, 0.40]];

/// Agreement with the three willingness items (assumptions around RD01, 3.8 / 3.3 / 4.2): set so
/// that about 272 of 372 are willing in all three, consent and can be reached.
pub(crate) const WILLING: [ByCluster; 4] =
    [[3.8, 3.4, 4.2], [4.1, 3.9, 4.3], [4.0, 3.8, 4.2], [3.9, 3.7, 4.2]];
/// Consent to the programme (assumption).
pub(crate) const CONSENT_PROGRAMME: f64 = 0.95;
/// Consent that a firm sees the code (assumption).
pub(crate) const CONSENT_FIRM: f64 = 0.85;
/// A way to be reached (assumption).
pub(crate) const CONTACTABLE: f64 = 0.965;

/// Correlations between latent factors: productivity–formality 0.3–0.5,
/// associativity–productivity 0.1–0.2 (domain notes, section 1); digital–productivity 0.3 and
/// the rest are assumptions.
pub(crate) const PRODUCTIVITY_FORMALITY: f64 = 0.45;
/// Associativity with productivity.
pub(crate) const PRODUCTIVITY_ASSOCIATIVITY: f64 = 0.16;
/// Digital with productivity.
pub(crate) const PRODUCTIVITY_DIGITAL: f64 = 0.32;

/// Main products of each cluster, in the order of [`crate::products::PRODUCTS`]: house linen and
/// uniforms around the mill, mostly jeans, mixed light clothing (domain notes, section 1).
pub(crate) const MAIN_PRODUCT: [[f64; 10]; CLUSTERS] = [
    [0.00, 0.00, 0.10, 0.0, 0.10, 0.32, 0.22, 0.00, 0.10, 0.16],
    [0.00, 0.58, 0.12, 0.0, 0.08, 0.00, 0.06, 0.16, 0.00, 0.00],
    [0.40, 0.00, 0.15, 0.0, 0.15, 0.00, 0.10, 0.10, 0.10, 0.00],
];
