//! Figures keep their period, their basis and their printed words.

use lodegraph::model::Metric;

use super::*;

#[test]
fn a_quarter_keeps_quantity_and_value_apart() {
    let store = facts();
    let view = on(&store, TODAY);
    let flows = ["export.world.china.rare-earths", "export.china.world.rare-earths"].map(|key| relation(view, key));
    let one = |relation, metric| {
        let found = figures(relation, metric);
        assert_eq!(found.len(), 1, "{found:?}");
        found.into_iter().next().unwrap()
    };
    assert_eq!(one(flows[0], Metric::Quantity), "24,679.1 t (2025-01/2025-03)");
    assert_eq!(one(flows[1], Metric::Quantity), "14,177.6 t (2025-01/2025-03)");
    assert_eq!(one(flows[0], Metric::Value), "CNY 1.87 billion (2025-01/2025-03)");
    assert_eq!(one(flows[1], Metric::Value), "CNY 920 million (2025-01/2025-03)");
    assert!(flows.iter().all(|flow| !flow.state().disputed));
}

#[test]
fn the_sheet_of_usgs_is_there_as_official_claims() {
    let store = facts();
    let view = on(&store, TODAY);
    for (from, share) in
        [("china", "70"), ("malaysia", "13"), ("japan", "6"), ("estonia", "5"), ("other-countries", "6")]
    {
        let relation = relation(view, &format!("export.{from}.us.rare-earths"));
        let official =
            relation.claims().into_iter().filter_map(|a| view.claim(a.claim)).find(|c| c.mode().as_str() == "OFFICIAL");
        let measures = official.unwrap_or_else(|| panic!("{from}")).measures();
        assert_eq!(measures[0].value.unwrap().to_string(), share, "{from}");
        assert_eq!(measures[0].period.unwrap().from.to_string(), "2020");
    }
    // The sheet's footnote marks are glued to its numbers: "14255,000" is 255,000 with note 14.
    let mined = |country: &str| figures_in_tonnes(relation(view, &format!("production.{country}.rare-earths..mining")));
    assert_eq!(mined("china"), ["270000 (2024)", "255000 (2023)"]);
    assert_eq!(mined("us"), ["45000 (2024)", "41600 (2023)"]);
    let years = view.claims().filter(|c| {
        c.key().starts_with("usgs-us-production-concentrates-") && c.measures()[0].metric == Metric::Quantity
    });
    assert_eq!(years.count(), 5, "a claim a year from 2020 to 2024");
}

fn figures_in_tonnes(relation: Relation<'_>) -> Vec<String> {
    let claims = relation.claims().into_iter().filter_map(|a| relation.view().claim(a.claim));
    let figure = |m: lodegraph::model::Measure| {
        assert_eq!(m.unit, "t");
        format!("{} ({})", m.value.unwrap(), m.period.unwrap().from)
    };
    claims.flat_map(|c| c.measures()).map(figure).collect()
}
