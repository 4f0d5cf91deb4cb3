//! Pages of lists: keyset cursors that hold the view in which the first page was read, so that pages hold still while others write.

use std::{cmp::Ordering, convert::Infallible, fmt::Debug};

use async_graphql::{Context, SimpleObject, parser::types::Selection};

use super::{
    at::{At, SHORT},
    error::{Code, Fault},
    scalars::count,
    written::puts,
};
use crate::{
    graph::index::hash,
    model::{Day, Seq},
};

/// How long a page is unless asked otherwise, and at most.
pub const USUAL: usize = 20;
pub const LONGEST: usize = 1000;

/// Where an item stands in its list: lists are in ascending order of this, and no two items have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// First by number.
    pub rank: i128,
    /// Then by text.
    pub text: String,
}

impl Place {
    /// By number, then by text.
    pub fn new(rank: i128, text: impl Into<String>) -> Self {
        Self { rank, text: text.into() }
    }

    /// In a list that is in order already.
    pub fn nth(number: usize) -> Self {
        Self { rank: i128::try_from(number).unwrap_or(i128::MAX), text: String::new() }
    }
}

/// In which order a list is, told of its items as cheaply as that can be: a place is made where a cursor needs it.
pub trait Order<T> {
    /// As the places of the two compare.
    fn compare(&self, a: &T, b: &T) -> Ordering;

    /// As they mostly compare, told faster.
    fn guess(&self, a: &T, b: &T) -> Ordering {
        self.compare(a, b)
    }

    /// Where it stands.
    fn place(&self, item: &T) -> Place;
}

/// The order of items that come with their places.
struct Placed;

impl<T> Order<(Place, T)> for Placed {
    fn compare(&self, (a, _): &(Place, T), (b, _): &(Place, T)) -> Ordering {
        a.cmp(b)
    }

    fn place(&self, (place, _): &(Place, T)) -> Place {
        place.clone()
    }
}

/// What a list is asked for, in Relay's words.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// So many from the start.
    pub first: Option<i32>,
    /// From behind this cursor.
    pub after: Option<String>,
    /// So many from the end.
    pub last: Option<i32>,
    /// Up to this cursor.
    pub before: Option<String>,
}

impl Asked {
    /// Of a list that is read forward only.
    pub fn forward(first: Option<i32>, after: Option<String>) -> Self {
        Self { first, after, ..Self::default() }
    }
}

/// A page to be read.
#[derive(Clone)]
pub struct Page {
    /// The view in which the list is read: the one of the cursor, where there is one.
    pub at: At,
    limit: usize,
    backward: bool,
    after: Option<Place>,
    before: Option<Place>,
    question: u64,
    wants: Wants,
}

/// What of a page is asked for, and so has to be made.
#[derive(Clone, Copy, Debug, Default)]
struct Wants {
    total: bool,
    info: bool,
    cursors: bool,
}

/// A page that was read.
pub struct Read<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Their cursors; none where nobody asks for them.
    pub cursors: Vec<String>,
    /// What is beside it.
    pub info: PageInfo,
    /// How long the whole list is, where that was asked for.
    pub total: Option<i32>,
}

/// What is beside a page.
#[derive(SimpleObject, Clone, Debug)]
#[graphql(serial)]
pub struct PageInfo {
    /// Whether the list goes on behind this page.
    pub has_next_page: bool,
    /// Whether there is something before this page.
    pub has_previous_page: bool,
    /// The cursor of the first item; null of an empty page.
    pub start_cursor: Option<String>,
    /// The cursor of the last item, for `after`; null of an empty page.
    pub end_cursor: Option<String>,
}

puts! {
    PageInfo {
        "hasNextPage" => has_next_page,
        "hasPreviousPage" => has_previous_page,
        "startCursor" => start_cursor,
        "endCursor" => end_cursor,
    }
}

/// How many items are asked for.
///
/// # Errors
/// Where the number is not taken.
pub fn limit(asked: Option<i32>) -> Result<usize, Fault> {
    let Some(number) = asked else { return Ok(USUAL) };
    match usize::try_from(number) {
        Ok(limit) if limit <= LONGEST => Ok(limit),
        Ok(_) => {
            let message = format!(
                "a page has at most {LONGEST} items, `{number}` were asked for\nhint: ask for fewer, then go on by `after: pageInfo.endCursor`"
            );
            Err(Fault::new(Code::TooCostly, message))
        }
        Err(_) => Err(Fault::invalid(format!("a page has 0 to {LONGEST} items, not `{number}`"))),
    }
}

impl Page {
    /// Reads what is asked of a list. `question` is whatever tells this list from others: its owner and its filters.
    ///
    /// # Errors
    /// Where the numbers are not taken, or a cursor is none, or of another list or another view.
    pub fn open(ctx: &Context<'_>, at: &At, question: &impl Debug, asked: Asked) -> Result<Self, Fault> {
        let Asked { first, after, last, before } = asked;
        if first.is_some() && last.is_some() {
            return Err(Fault::invalid("a page is asked for by `first` or by `last`, not by both"));
        }
        let limit = limit(first.or(last))?;
        let wants = Wants::of(ctx);
        // Only cursors say it, those that are given and those that are asked for.
        let said = wants.info || wants.cursors || after.is_some() || before.is_some();
        let said = said.then(|| format!("{} {question:?} {}", ctx.field().name(), at.suffix()));
        let mut page = Self {
            at: at.clone(),
            limit,
            backward: last.is_some(),
            after: None,
            before: None,
            question: said.map_or(0, |said| hash(said.as_bytes())),
            wants,
        };
        page.after = after.as_deref().map(|c| page.turn_to(c)).transpose()?;
        page.before = before.as_deref().map(|c| page.turn_to(c)).transpose()?;
        Ok(page)
    }

    /// Reads the page out of candidates in any order, none for what does not belong to the list: linear in their number, with room for the page
    /// alone.
    ///
    /// # Errors
    /// Where the time of the request is over before that.
    pub fn select<T>(&self, candidates: impl Iterator<Item = Option<(Place, T)>>) -> Result<Read<T>, Fault> {
        Ok(self.select_by(&Placed, candidates)?.map(|(_, item)| item))
    }

    /// The same of candidates without places, by an order that can tell these.
    ///
    /// # Errors
    /// Where the time of the request is over before that.
    pub fn select_by<T>(
        &self,
        order: &impl Order<T>,
        candidates: impl Iterator<Item = Option<T>>,
    ) -> Result<Read<T>, Fault> {
        self.read(order, candidates, false, || self.at.hold_time())
    }

    /// The same of candidates in the order of their places: stops behind the page, unless the list is to be counted.
    ///
    /// # Errors
    /// Where the time of the request is over before that.
    pub fn sift<T>(&self, candidates: impl Iterator<Item = Option<(Place, T)>>) -> Result<Read<T>, Fault> {
        Ok(self.read(&Placed, candidates, true, || self.at.hold_time())?.map(|(_, item)| item))
    }

    /// Reads the page out of a list that was found already, in the order of its places.
    pub fn walk<T>(&self, list: impl Iterator<Item = (Place, T)>) -> Read<T> {
        let Ok(read) = self.read(&Placed, list.map(Some), true, || Ok::<_, Infallible>(()));
        read.map(|(_, item)| item)
    }

    /// Every so often asks whether to go on.
    fn read<T, E>(
        &self,
        order: &impl Order<T>,
        candidates: impl Iterator<Item = Option<T>>,
        ordered: bool,
        go_on: impl Fn() -> Result<(), E>,
    ) -> Result<Read<T>, E> {
        let room = self.limit + 1;
        let (mut kept, mut total, mut earlier, mut later) =
            (Vec::with_capacity(room.min(SHORT)), 0_usize, false, false);
        // Lists are made of parts one behind the other, which are gone through faster from within.
        let stopped = candidates.enumerate().try_for_each(|(number, candidate)| {
            if number % SHORT == SHORT - 1 {
                go_on().map_err(Some)?;
            }
            let Some(item) = candidate else { return Ok(()) };
            total += 1;
            if self.after.as_ref().is_some_and(|after| order.place(&item) <= *after) {
                earlier = true;
            } else if self.before.as_ref().is_some_and(|before| order.place(&item) >= *before) {
                later = true;
            } else {
                kept.push(item);
            }
            if kept.len() > 2 * room + 64 {
                self.trim(order, &mut kept, room);
            }
            let enough = ordered && !self.backward && !self.wants.total && kept.len() >= room;
            if enough { Err(None) } else { Ok(()) }
        });
        if let Err(Some(over)) = stopped {
            return Err(over);
        }
        self.trim(order, &mut kept, room);
        let more = kept.len() > self.limit;
        kept.truncate(self.limit);
        if self.backward {
            kept.reverse();
        }
        let end = |item: Option<&T>| item.filter(|_| self.wants.info).map(|item| self.cursor(&order.place(item)));
        let info = PageInfo {
            has_next_page: if self.backward { later } else { more || later },
            has_previous_page: if self.backward { more || earlier } else { earlier },
            start_cursor: end(kept.first()),
            end_cursor: end(kept.last()),
        };
        let pointed = kept.iter().filter(|_| self.wants.cursors);
        let cursors = pointed.map(|item| self.cursor(&order.place(item))).collect();
        let total = self.wants.total.then(|| count(total));
        Ok(Read { items: kept, cursors, info, total })
    }

    /// Keeps those at the end that the page is read from.
    fn trim<T>(&self, order: &impl Order<T>, kept: &mut Vec<T>, room: usize) {
        // Many lists come newest first, which a short sort likes least.
        if let (Some(first), Some(last)) = (kept.first(), kept.last())
            && order.guess(first, last) == Ordering::Greater
        {
            kept.reverse();
        }
        kept.sort_unstable_by(|a, b| order.guess(a, b));
        // Where each is in order with the next, all are.
        if !kept.is_sorted_by(|a, b| order.compare(a, b).is_le()) {
            kept.sort_unstable_by(|a, b| order.compare(a, b));
        }
        if self.backward {
            kept.reverse();
        }
        kept.truncate(room);
    }

    /// `question.seq.day.rank.text`.
    fn cursor(&self, place: &Place) -> String {
        let pin = self.at.pin();
        format!("{:x}.{}.{}.{}.{}", self.question, pin.seq, pin.as_of.number(), place.rank, place.text)
    }

    /// Goes back to the view that a cursor was given in.
    fn turn_to(&mut self, cursor: &str) -> Result<Place, Fault> {
        let wrong = |what: &str| {
            Fault::invalid(format!(
                "the cursor `{}` {what}\nhint: take it from `pageInfo` or `edges` of the same question in the same view, or begin without one",
                cursor.chars().take(120).collect::<String>()
            ))
        };
        let mut parts = cursor.splitn(5, '.');
        let mut part = || parts.next().unwrap_or_default();
        let (question, seq, day, rank, text) = (part(), part(), part(), part(), part());
        let parsed = || Some((seq.parse::<Seq>().ok()?, Day::from_number(day.parse().ok()?), rank.parse().ok()?));
        let (seq, as_of, rank) = parsed().ok_or_else(|| wrong("is none of ours"))?;
        if question != format!("{:x}", self.question) {
            return Err(wrong("belongs to another question or another view"));
        }
        let pin = self.at.pin();
        if seq > pin.seq || (self.at.dates().is_some() && as_of != pin.as_of) {
            return Err(wrong("belongs to another view"));
        }
        if (seq, as_of) != (pin.seq, pin.as_of) {
            self.at = self.at.moved(seq, as_of)?;
        }
        Ok(Place { rank, text: text.to_owned() })
    }
}

impl Wants {
    /// Where nobody looks into fragments, what they may ask for is made.
    fn of(ctx: &Context<'_>) -> Self {
        let mut wants = Self::default();
        for item in &ctx.item.node.selection_set.node.items {
            let Selection::Field(field) = &item.node else {
                return Self { total: ctx.look_ahead().field("totalCount").exists(), info: true, cursors: true };
            };
            match field.node.name.node.as_str() {
                "totalCount" => wants.total = true,
                "pageInfo" => wants.info = true,
                "edges" => {
                    wants.cursors |= field.node.selection_set.node.items.iter().any(|item| match &item.node {
                        Selection::Field(field) => field.node.name.node == "cursor",
                        _ => true,
                    })
                }
                _ => {}
            }
        }
        wants
    }
}

impl<T> Read<T> {
    /// The same page of something made of each item.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Read<U> {
        let Self { items, cursors, info, total } = self;
        Read { items: items.into_iter().map(make).collect(), cursors, info, total }
    }

    /// What is made of each item with its cursor, which is empty where nobody asks for it.
    pub fn edges<E>(self, mut make: impl FnMut(String, T) -> E) -> Vec<E> {
        let mut cursors = self.cursors.into_iter();
        self.items.into_iter().map(|item| make(cursors.next().unwrap_or_default(), item)).collect()
    }
}
