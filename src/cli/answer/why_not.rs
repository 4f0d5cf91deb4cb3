//! Why one does not supply another: the way after all, or the near misses with what is in their way, and what would open one.

use std::io;

use serde::Deserialize;

use super::{
    parts::{Claim, Named, Search, Tie},
    printer::Printer,
    supply::Path,
};

#[derive(Deserialize)]
pub(super) struct WhyNot {
    path: Option<Path>,
    firm: Vec<Step>,
    misses: Vec<NearMiss>,
    remedy: Vec<Step>,
    search: Search,
}

#[derive(Deserialize)]
struct NearMiss {
    hops: Vec<Hop>,
}

#[derive(Deserialize)]
struct Hop {
    from: Named,
    to: Named,
    relation: Tie,
    obstacles: Vec<Obstacle>,
}

#[derive(Deserialize)]
struct Obstacle {
    kind: String,
    when: Option<String>,
    claim: Option<Claim>,
    restriction: Option<Tie>,
    entity: Option<Named>,
}

/// A change that would open a way, or make it firm.
#[derive(Deserialize)]
struct Step {
    lift: Option<Tie>,
    set: Option<Set>,
    add: Option<Add>,
}

#[derive(Deserialize)]
struct Set {
    status: String,
    relation: Tie,
}

#[derive(Deserialize)]
struct Add {
    kind: String,
    from: Named,
    to: Named,
    commodity: Option<Named>,
}

impl Printer<'_> {
    pub(super) fn why_not(&mut self, answer: &WhyNot) -> io::Result<()> {
        if let Some(path) = &answer.path {
            self.remark("A_PATH")?;
            self.way(1, path)?;
        } else {
            self.remark("NO_PATH")?;
        }
        if !answer.misses.is_empty() {
            self.remark("NEAREST_WAYS")?;
        }
        for (number, miss) in (1..).zip(&answer.misses) {
            let ends = miss.hops.first().into_iter().map(|hop| hop.from.name.as_str());
            let names: Vec<&str> = ends.chain(miss.hops.iter().map(|hop| hop.to.name.as_str())).collect();
            self.line(&format!("\n{number}. {}", names.join(" → ")))?;
            for hop in &miss.hops {
                self.line(&format!("   {} → {}: {}", hop.from.name, hop.to.name, self.tie(&hop.relation)))?;
                hop.obstacles.iter().try_for_each(|obstacle| self.obstacle(obstacle))?;
            }
        }
        self.steps("WOULD_BE_FIRM", &answer.firm)?;
        self.steps("WOULD_OPEN", &answer.remedy)?;
        if answer.search.complete { Ok(()) } else { self.remark("INCOMPLETE") }
    }

    fn obstacle(&mut self, obstacle: &Obstacle) -> io::Result<()> {
        let kind = if obstacle.kind == "COMMODITY" { "OTHER_COMMODITY" } else { &obstacle.kind };
        let mut what = vec![self.word(kind).to_owned()];
        what.extend(obstacle.when.clone());
        what.extend(obstacle.entity.as_ref().map(|entity| entity.name.clone()));
        what.extend(obstacle.restriction.as_ref().map(|tie| format!("{} → {}", tie.from.name, tie.to.name)));
        self.line(&format!("     ✗ {}", self.list(&what)))?;
        self.claims(obstacle.claim.iter())
    }

    fn steps(&mut self, title: &str, steps: &[Step]) -> io::Result<()> {
        if steps.is_empty() {
            return Ok(());
        }
        self.remark(title)?;
        for Step { lift, set, add } in steps {
            if let Some(tie) = lift {
                let tie = self.relation(tie);
                self.line(&format!("   {}: {tie}", self.word("LIFT")))?;
            }
            if let Some(Set { status, relation: tie }) = set {
                let what = [&tie.kind, status].map(|of| self.word(of).to_owned());
                self.line(&format!("   {} → {}: {}", tie.from.name, tie.to.name, self.list(&what)))?;
            }
            if let Some(Add { kind, from, to, commodity }) = add {
                let what = [Some(self.word(kind).to_owned()), commodity.as_ref().map(|of| of.name.clone())];
                let what: Vec<String> = what.into_iter().flatten().collect();
                self.line(&format!("   {}: {} → {}: {}", self.word("ADD"), from.name, to.name, self.list(&what)))?;
            }
        }
        Ok(())
    }
}
