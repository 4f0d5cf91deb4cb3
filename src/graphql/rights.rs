//! Who asks, and what they may do. Reading is asked for once for an operation, at the door; writing at the field that writes; and
//! taking a text away at the change that does it.

use std::time::Duration;

use super::error::{Code, Fault};
use crate::model::{Change, Instant, Role};

/// Somebody at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    name: Option<String>,
    role: Option<Role>,
    until: Option<Instant>,
}

impl Caller {
    /// Whoever sits at the machine itself: everything, under no name.
    pub const LOCAL: Self = Self { name: None, role: Some(Role::Admin), until: None };

    /// Somebody who has not said who they are, with what anybody may do; none for nothing.
    pub const fn unnamed(role: Option<Role>) -> Self {
        Self { name: None, role, until: None }
    }

    /// Somebody known by this name, until their token ends.
    pub const fn named(name: String, role: Role, until: Option<Instant>) -> Self {
        Self { name: Some(name), role: Some(role), until }
    }

    /// The name that is recorded with what they write.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What they may do; none for nothing.
    pub const fn role(&self) -> Option<Role> {
        self.role
    }

    /// How long they may go on; none for as long as they like.
    pub fn remaining(&self) -> Option<Duration> {
        let until = self.until?;
        let micros = until.micros().saturating_sub(Instant::now().micros());
        Some(Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
    }

    /// Lets them do what a role may.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` where they have not said who they are, or their token has ended; `FORBIDDEN` where they may not.
    pub fn may(&self, role: Role) -> Result<(), Fault> {
        if self.remaining().is_some_and(|left| left.is_zero()) {
            return Err(Fault::new(Code::Unauthenticated, "the token has ended\nhint: ask for a new one"));
        }
        if self.role >= Some(role) {
            return Ok(());
        }
        Err(match &self.name {
            None => Fault::new(
                Code::Unauthenticated,
                format!("this needs a token of the role `{role}`\nhint: send `Authorization: Bearer TOKEN`"),
            ),
            Some(name) => Fault::new(
                Code::Forbidden,
                format!("this needs the role `{role}`, and `{name}` has not got it\nhint: ask with another token"),
            ),
        })
    }

    /// Lets them write these changes.
    ///
    /// # Errors
    /// As [`Caller::may`]; of one change, with its number.
    pub fn may_write(&self, changes: &[Change]) -> Result<(), Fault> {
        self.may(Role::Editor)?;
        match changes.iter().position(|change| matches!(change, Change::StrikeText { .. })) {
            Some(number) => self.may(Role::Admin).map_err(|fault| fault.with("change", number)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    fn code(answer: Result<(), Fault>) -> Option<Code> {
        answer.err().map(|fault| fault.code)
    }

    #[test]
    fn each_role_may_do_what_those_before_it_may() {
        for (at, role) in Role::ALL.iter().enumerate() {
            let caller = Caller::named("desk".to_owned(), *role, None);
            for (needed_at, needed) in Role::ALL.iter().enumerate() {
                let expected = (needed_at > at).then_some(Code::Forbidden);
                assert_eq!(code(caller.may(*needed)), expected, "{role} {needed}");
            }
        }
    }

    #[test]
    fn who_has_not_said_who_they_are_is_asked_to() {
        assert_eq!(code(Caller::unnamed(None).may(Role::Reader)), Some(Code::Unauthenticated));
        assert_eq!(code(Caller::unnamed(Some(Role::Reader)).may(Role::Reader)), None);
        assert_eq!(code(Caller::unnamed(Some(Role::Reader)).may(Role::Editor)), Some(Code::Unauthenticated));
        assert_eq!(code(Caller::LOCAL.may(Role::Admin)), None);
    }

    #[test]
    fn a_token_that_has_ended_opens_nothing() {
        let now = Instant::now().micros();
        let until = |micros| Caller::named("desk".to_owned(), Role::Admin, Some(Instant::from_micros(micros)));
        assert_eq!(code(until(now - 1).may(Role::Reader)), Some(Code::Unauthenticated));
        assert_eq!(code(until(now + 60_000_000).may(Role::Reader)), None);
    }

    #[test]
    fn only_an_admin_takes_a_text_away() {
        let strike = Change::StrikeText { document: Key::new("doc-a").unwrap(), reason: "asked to".to_owned() };
        let split = Change::Split { key: Key::new("a").unwrap(), reason: "no".to_owned() };
        let editor = Caller::named("desk".to_owned(), Role::Editor, None);
        assert_eq!(code(editor.may_write(std::slice::from_ref(&split))), None);
        assert_eq!(code(editor.may_write(&[split, strike.clone()])), Some(Code::Forbidden));
        assert_eq!(code(Caller::LOCAL.may_write(&[strike])), None);
    }
}
