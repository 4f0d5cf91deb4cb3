//! Is there a ban? Who asked for one, and whom does it cross?

use lodegraph::model::Status;

use super::*;

const BAN: &str = "restriction.china.world.rare-earths..ban";
const CONTROL: &str = "restriction.china.world.rare-earths..control";
const LICENSING: &str = "restriction.china.world.rare-earths..licensing";

#[test]
fn a_ban_a_control_and_a_licence_are_three_relations_and_none_is_disputed() {
    let store = facts();
    let view = on(&store, TODAY);
    let states = [BAN, CONTROL, LICENSING].map(|key| relation(view, key).state());
    assert_eq!(states.map(|s| s.status), [Status::Denied, Status::Eased, Status::Active]);
    assert!(states.iter().all(|s| !s.disputed));
}

#[test]
fn a_control_in_force_since_april_is_active_until_it_is_said_to_be_eased() {
    let store = facts();
    let control = |day: &str| relation(on(&store, day), CONTROL).status();
    assert_eq!(
        ["2025-03-31", "2025-04-01", "2025-06-02", "2025-06-03"].map(control),
        [None, Some(Status::Active), Some(Status::Active), Some(Status::Eased)]
    );
}

#[test]
fn a_halt_that_is_asked_for_is_no_ban() {
    let store = facts();
    let halt = relation(on(&store, "2025-07-01"), "restriction.india.japan.rare-earths..ban");
    assert_eq!(halt.status(), Some(Status::Requested));
    let flow = relation(on(&store, "2025-07-01"), "export.india-state-miner.japan.rare-earths");
    assert_eq!((flow.status(), flow.valid().1), (Some(Status::Active), None));
}
