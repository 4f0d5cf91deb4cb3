//! Who may do what here: on this machine's own address everybody may do everything until the settings say otherwise; on any
//! other the server does not start until they say who may write and who may read.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use thiserror::Error;

use crate::{
    config::{Config, Reading},
    graphql::{Caller, Code, Fault},
    model::Role,
};

/// After how many seconds to ask again where too much is asked at once.
const AGAIN: &str = "5";

/// Settings under which nobody could say who may do what.
#[derive(Debug, Error)]
pub enum RightsError {
    /// The address can be reached from elsewhere, and nothing says who may write.
    #[error(
        "`{0}` can be reached from other machines, and no setting says who may write\nhint: `lodegraph token NAME --role editor >> FILE`, and `--config FILE`; `token = []` says that nobody may"
    )]
    Writing(std::net::SocketAddr),
    /// The address can be reached from elsewhere, and nothing says who may read.
    #[error(
        "`{0}` can be reached from other machines, and no setting says who may read\nhint: `--reading open` for anybody, `--reading tokens` for whoever has a token"
    )]
    Reading(std::net::SocketAddr),
}

/// Who may do what.
#[derive(Clone, Debug)]
pub(super) struct Rights {
    unnamed: Caller,
    tokens: Vec<(blake3::Hash, Caller)>,
}

impl Rights {
    /// As on one's own machine: everybody may do everything.
    pub(super) const UNGUARDED: Self = Self { unnamed: Caller::LOCAL, tokens: Vec::new() };

    /// As the settings say.
    ///
    /// # Errors
    /// Where the address can be reached from other machines, and they do not say enough.
    pub(super) fn of(config: &Config) -> Result<Self, RightsError> {
        let listen = config.listen;
        if !listen.ip().is_loopback() {
            config.tokens.as_ref().ok_or(RightsError::Writing(listen))?;
            config.reading.ok_or(RightsError::Reading(listen))?;
        }
        let unnamed = match (config.reading, &config.tokens) {
            (None, None) => Caller::LOCAL,
            (Some(Reading::Open), _) => Caller::unnamed(Some(Role::Reader)),
            (Some(Reading::Tokens) | None, _) => Caller::unnamed(None),
        };
        let caller = |token: &crate::config::Token| Caller::named(token.name.clone(), token.role, token.until);
        let tokens = config.tokens.iter().flatten().map(|token| (token.hash, caller(token))).collect();
        Ok(Self { unnamed, tokens })
    }

    /// Who speaks, by what stands in `Authorization`, or in the parameter of that name with which a socket begins.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` where it is no token of ours, or one that has ended.
    pub(super) fn caller(&self, authorization: Option<&str>) -> Result<Caller, Fault> {
        let Some(words) = authorization else { return Ok(self.unnamed.clone()) };
        let refused = |why: &str| Fault::new(Code::Unauthenticated, why);
        let token = words.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let Some((_, token)) = token else {
            return Err(refused("the header is not understood\nhint: send `Authorization: Bearer TOKEN`"));
        };
        // Hashes compare in constant time, and nothing is to be learnt from which of them are compared.
        let hash = blake3::hash(token.trim().as_bytes());
        let known = self.tokens.iter().find(|(known, _)| *known == hash);
        let Some((_, caller)) = known else {
            return Err(refused("the token is not known here\nhint: ask for one whoever runs the server"));
        };
        match caller.remaining() {
            Some(left) if left.is_zero() => Err(refused("the token has ended\nhint: ask for a new one")),
            _ => Ok(caller.clone()),
        }
    }
}

/// A refusal in the contract's form, at any address.
pub(super) fn refusal(fault: &Fault) -> Response {
    let status = match fault.code {
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::Forbidden => StatusCode::FORBIDDEN,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::ReadOnly | Code::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    let error = json!({ "message": fault.message, "extensions": { "code": fault.code.as_str() } });
    let body = json!({ "errors": [error] }).to_string();
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
    let told = match fault.code {
        Code::Unauthenticated => Some((header::WWW_AUTHENTICATE, "Bearer")),
        Code::Busy => Some((header::RETRY_AFTER, AGAIN)),
        _ => None,
    };
    response.headers_mut().extend(told.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Serving, Shared, Token};

    fn config(listen: &str, reading: Option<Reading>, tokens: Option<Vec<Token>>) -> Config {
        let serving = Serving { listen: Some(listen.parse().unwrap()), reading, ..Serving::default() };
        Config { tokens, ..Config::of(Shared::default(), serving).unwrap() }
    }

    fn token(secret: &str, until: Option<&str>) -> Token {
        let until = until.map(|until| until.parse().unwrap());
        Token { name: "desk".to_owned(), role: Role::Editor, hash: blake3::hash(secret.as_bytes()), until }
    }

    #[test]
    fn an_address_that_others_reach_wants_to_know_who_may_write_and_read() {
        let nobody = || Some(Vec::new());
        let open = Some(Reading::Open);
        for address in ["0.0.0.0:1", "[::]:1", "192.0.2.1:1"] {
            assert!(matches!(Rights::of(&config(address, open, None)), Err(RightsError::Writing(_))));
            assert!(matches!(Rights::of(&config(address, None, nobody())), Err(RightsError::Reading(_))));
            assert!(Rights::of(&config(address, open, nobody())).is_ok());
        }
        for address in ["127.0.0.1:1", "[::1]:1"] {
            assert_eq!(Rights::of(&config(address, None, None)).unwrap().caller(None).unwrap(), Caller::LOCAL);
        }
    }

    #[test]
    fn what_is_said_of_tokens_or_reading_counts_on_this_machine_too() {
        let unnamed =
            |reading, tokens| Rights::of(&config("127.0.0.1:1", reading, tokens)).unwrap().caller(None).unwrap().role();
        assert_eq!(unnamed(None, Some(vec![token("a", None)])), None);
        assert_eq!(unnamed(Some(Reading::Tokens), None), None);
        assert_eq!(unnamed(Some(Reading::Open), None), Some(Role::Reader));
        assert_eq!(unnamed(Some(Reading::Open), Some(vec![token("a", None)])), Some(Role::Reader));
    }

    #[test]
    fn a_token_tells_who_speaks() {
        let rights = Rights::of(&config(
            "127.0.0.1:1",
            None,
            Some(vec![token("a", None), token("old", Some("2020-01-01T00:00:00Z"))]),
        ));
        let rights = rights.unwrap();
        assert_eq!(rights.caller(Some("bearer a")).unwrap().name(), Some("desk"));
        for wrong in ["Bearer b", "Bearer ", "Bearer", "a", "Basic a", "", "Bearer old"] {
            assert_eq!(rights.caller(Some(wrong)).unwrap_err().code, Code::Unauthenticated, "{wrong}");
        }
    }
}
