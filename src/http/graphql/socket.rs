//! A WebSocket that speaks graphql-transport-ws: many operations on one connection, in one task.
//!
//! Nothing is read ahead of what the other side takes: a subscription is asked for its next answer when the last one is sent, and the
//! journal keeps what comes. Who does not take one in time is cut off, and told where to go on.

use std::{collections::HashMap, future::pending, pin::pin, time::Duration};

use async_graphql::parser::types::OperationType;
use axum::{
    extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    response::Response,
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{self, AbortHandle, BoxStream, SelectAll, abortable},
};
use serde::Deserialize;
use serde_json::{Map, Value, json, value::RawValue};
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    super::{doors::Doors, gate::Client},
    parameters,
};
use crate::{
    graphql::{Answered, Code, Door, Fault, Position},
    model::Role,
};

const PROTOCOL: &str = "graphql-transport-ws";
/// How long the other side may wait to say who it is.
const INIT: Duration = Duration::from_secs(10);
/// The most operations at once on one connection.
const OPERATIONS: usize = 100;
/// The longest message that is taken, in bytes: as long as the body of a request.
const LONGEST: usize = 1024 * 1024;

/// Comes to its end at this time; never where there is none.
async fn ended(until: Option<Instant>) {
    match until {
        Some(until) => sleep_until(until).await,
        None => pending().await,
    }
}

/// Room to read into, in bytes, that each connection has for as long as it lasts; longer messages take more for a while.
const READ: usize = 4 * 1024;

/// Why a connection ends: a code of the protocol, or of WebSocket itself, and words.
struct Close(u16, String);

impl Close {
    fn new(code: u16, why: impl Into<String>) -> Self {
        Self(code, why.into())
    }
}

/// Opens a WebSocket. A browser cannot send a header with it, so it may say who speaks in its first message; it ends with the token.
pub(super) fn opened(upgrade: WebSocketUpgrade, doors: Doors, door: Door, client: Client) -> Response {
    let upgrade =
        upgrade.protocols([PROTOCOL]).max_message_size(LONGEST).max_frame_size(LONGEST).read_buffer_size(READ);
    upgrade.on_upgrade(move |socket| async move {
        let spoken = socket.protocol().is_some_and(|protocol| protocol == PROTOCOL);
        let (live, answers) = (HashMap::new(), SelectAll::new());
        let look = Instant::now() + INIT;
        let session = Session {
            socket,
            doors,
            door,
            client,
            known: false,
            look,
            heard: true,
            until: None,
            live,
            answers,
            begun: 0,
            last: None,
        };
        session.run(spoken).await;
    })
}

/// What the other side says.
#[derive(Deserialize)]
struct Said {
    r#type: String,
    id: Option<String>,
    payload: Option<Box<RawValue>>,
}

/// What comes of an operation: an answer, or its end.
enum Come {
    Answer(Box<Answered>),
    End,
}

struct Live {
    number: u64,
    /// Whether it is a subscription, which has no end of its own.
    follows: bool,
    abort: AbortHandle,
    position: Position,
}

struct Session {
    socket: WebSocket,
    doors: Doors,
    door: Door,
    client: Client,
    known: bool,
    /// When it is asked whether it is still there, and whether it was heard since it was last asked.
    look: Instant,
    heard: bool,
    /// When the token of whoever speaks ends.
    until: Option<Instant>,
    live: HashMap<String, Live>,
    answers: SelectAll<BoxStream<'static, (String, u64, Come)>>,
    begun: u64,
    /// Once the server ends: when whatever is still to be answered is given up.
    last: Option<Instant>,
}

impl Session {
    async fn run(mut self, spoken: bool) {
        let ended = if spoken {
            self.converse().await
        } else {
            Err(Close::new(4406, format!("Subprotocol not acceptable; expected {PROTOCOL}")))
        };
        if let Err(Close(code, reason)) = ended {
            // The protocol of WebSocket has room for 123 bytes.
            let reason: String = reason.chars().take(60).collect();
            let frame = Message::Close(Some(CloseFrame { code, reason: reason.into() }));
            let _ = timeout(self.patience(), self.socket.send(frame)).await;
        }
    }

    /// A third of the time for which a connection may take nothing.
    fn patience(&self) -> Duration {
        self.doors.limits().idle / 3
    }

    async fn converse(&mut self) -> Result<(), Close> {
        let mut ending = pin!(self.doors.ended());
        loop {
            let through = || Close::new(1001, "The server ends");
            if self.last.is_some() && self.live.is_empty() {
                return Err(through());
            }
            // In this order: what came is heard before it is asked whether anything did, and however much comes, the end is.
            tokio::select! {
                biased;
                () = ended(self.until) => return Err(Close::new(4403, "The token has ended")),
                () = &mut ending, if self.last.is_none() => self.finish(),
                () = ended(self.last) => return Err(through()),
                message = self.socket.recv() => match message.inspect(|_| self.heard = true) {
                    Some(Ok(Message::Text(text))) => self.hear(&text).await?,
                    Some(Ok(Message::Binary(_))) => return Err(Close::new(4400, "Invalid message: binary")),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(()),
                    // Who takes no answer is not asked on: answers to pings would pile up.
                    Some(Ok(Message::Ping(_))) => self.answered().await?,
                    Some(Ok(Message::Pong(_))) => {}
                },
                Some((id, number, come)) = self.answers.next(), if !self.answers.is_empty() => {
                    self.tell(id, number, come).await?;
                }
                () = sleep_until(self.look) => {
                    if !self.known {
                        return Err(Close::new(4408, "Connection initialisation timeout"));
                    }
                    if !std::mem::take(&mut self.heard) {
                        return Err(Close::new(1001, "A ping was not answered"));
                    }
                    self.send(Message::Ping(Vec::new().into()), None).await?;
                    self.look = Instant::now() + self.doors.limits().idle;
                }
            }
        }
    }

    /// The server ends: who follows goes on elsewhere, and what is asked or written once is answered still. In what is left of the time
    /// for that the other side is told.
    fn finish(&mut self) {
        for live in self.live.values().filter(|live| live.follows) {
            live.abort.abort();
        }
        self.live.retain(|_, live| !live.follows);
        self.last = Some(Instant::now() + self.doors.limits().drain * 9 / 10);
    }

    async fn hear(&mut self, text: &str) -> Result<(), Close> {
        let invalid = || Close::new(4400, "Invalid message");
        let Said { r#type, id, payload } = serde_json::from_str(text).map_err(|_| invalid())?;
        match (r#type.as_str(), id, payload) {
            ("connection_init", ..) if self.known => Err(Close::new(4429, "Too many initialisation requests")),
            ("connection_init", _, payload) => {
                self.meet(payload.as_deref())?;
                self.say(&json!({ "type": "connection_ack" }), None).await
            }
            ("ping", _, None) => self.say(&json!({ "type": "pong" }), None).await,
            ("ping", _, Some(payload)) => self.say(&json!({ "type": "pong", "payload": payload }), None).await,
            ("pong", ..) => Ok(()),
            ("subscribe", Some(_), Some(_)) if !self.known => Err(Close::new(4401, "Unauthorized")),
            ("subscribe", Some(id), Some(payload)) => self.begin(id, &payload).await,
            ("complete", Some(id), _) => {
                if let Some(live) = self.live.remove(&id) {
                    live.abort.abort();
                }
                Ok(())
            }
            _ => Err(invalid()),
        }
    }

    /// Finds out who speaks: by the first message, or by the header of the request that opened the connection.
    fn meet(&mut self, payload: Option<&RawValue>) -> Result<(), Close> {
        let forbidden = || Close::new(4403, "Forbidden");
        let payload = payload.map(|payload| serde_json::from_str::<Option<Map<String, Value>>>(payload.get()));
        let payload = payload.transpose().map_err(|_| Close::new(4400, "Invalid message: payload"))?.flatten();
        let words = payload.as_ref().and_then(|p| ["authorization", "Authorization"].iter().find_map(|n| p.get(*n)));
        let words = words.filter(|words| !words.is_null());
        if let Some(words) = words {
            let caller = self.doors.rights().caller(words.as_str().or(Some(""))).map_err(|_| forbidden())?;
            self.door = self.door.of(caller);
        }
        self.door.caller().may(Role::Reader).map_err(|_| forbidden())?;
        self.known = true;
        self.look = Instant::now() + self.doors.limits().idle;
        self.until = self.door.caller().remaining().map(|left| Instant::now() + left);
        Ok(())
    }

    async fn begin(&mut self, id: String, payload: &RawValue) -> Result<(), Close> {
        // What is not begun any more is asked elsewhere, as the close says.
        if self.last.is_some() {
            return Ok(());
        }
        if self.live.contains_key(&id) {
            let id: String = id.chars().take(32).collect();
            return Err(Close::new(4409, format!("Subscriber for {id} already exists")));
        }
        if self.live.len() >= OPERATIONS {
            return Err(Close::new(4429, format!("More than {OPERATIONS} operations at once")));
        }
        let asked = parameters::of_json(payload.get().as_bytes());
        let Ok(asked) = asked else { return Err(Close::new(4400, "Invalid message: payload")) };
        // An operation on a socket counts as much as a request.
        if let Err(wait) = self.doors.admits(self.client) {
            let message =
                format!("more is asked from this address than may be\nhint: ask again in {} s", wait.as_secs() + 1);
            return self.refuse(&id, &Answered::refusal(Fault::new(Code::Busy, message))).await;
        }
        let position = Position::default();
        let ready = match self.door.read(asked, self.door.now()) {
            Ok(ready) => ready.with(position.clone()),
            Err(refused) => return self.refuse(&id, &refused).await,
        };
        self.doors.measures().asked(ready.cost());
        self.begun += 1;
        let (number, follows) = (self.begun, ready.kind() == OperationType::Subscription);
        let (answers, abort) = abortable(self.door.follow(ready));
        self.live.insert(id.clone(), Live { number, follows, abort, position });
        let all = answers.map(|answer| Come::Answer(Box::new(answer))).chain(stream::once(async { Come::End }));
        self.answers.push(all.map(move |come| (id.clone(), number, come)).boxed());
        Ok(())
    }

    /// Passes on what came of an operation, unless it was ended meanwhile.
    async fn tell(&mut self, id: String, number: u64, come: Come) -> Result<(), Close> {
        let Some(live) = self.live.get(&id).filter(|live| live.number == number) else { return Ok(()) };
        match come {
            Come::Answer(answered) if answered.ran => {
                let position = live.position.clone();
                let payload = String::from_utf8(answered.json()).unwrap_or_default();
                let id = Value::String(id);
                let text = format!(r#"{{"type":"next","id":{id},"payload":{payload}}}"#);
                self.send(Message::Text(text.into()), Some(&position)).await
            }
            Come::Answer(refused) => {
                live.abort.abort();
                self.live.remove(&id);
                self.refuse(&id, &refused).await
            }
            Come::End => {
                self.live.remove(&id);
                self.say(&json!({ "type": "complete", "id": id }), None).await
            }
        }
    }

    async fn refuse(&mut self, id: &str, refused: &Answered) -> Result<(), Close> {
        self.say(&json!({ "type": "error", "id": id, "payload": refused.errors() }), None).await
    }

    /// Waits until the answer to a ping is out.
    async fn answered(&mut self) -> Result<(), Close> {
        let out = timeout(self.patience() * 2, self.socket.flush()).await;
        out.map(drop).map_err(|_| Close::new(1013, "Too slow"))
    }

    async fn say(&mut self, message: &Value, of: Option<&Position>) -> Result<(), Close> {
        self.send(Message::Text(message.to_string().into()), of).await
    }

    /// Sends, in time; an answer that is out is one behind which to go on.
    async fn send(&mut self, message: Message, of: Option<&Position>) -> Result<(), Close> {
        // In what is left until the connection is given up it is told why.
        match timeout(self.patience() * 2, self.socket.send(message)).await {
            Ok(sent) => {
                // A connection that is gone says so when it is next heard.
                if sent.is_ok()
                    && let Some(position) = of
                {
                    position.sent();
                }
                Ok(())
            }
            Err(_) => Err(match of.and_then(Position::behind) {
                Some(seq) => Close::new(1013, format!("Too slow; go on after {seq}")),
                None => Close::new(1013, "Too slow"),
            }),
        }
    }
}
