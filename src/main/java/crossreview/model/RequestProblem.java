package crossreview.model;

import static crossreview.model.ProblemTraits.conflict;
import static crossreview.model.ProblemTraits.internal;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.limit;
import static crossreview.model.ProblemTraits.missing;
import static crossreview.model.ProblemTraits.unavailable;

/** The form of a request: HTTP, WebSocket, MCP and the fields of an operation. */
public enum RequestProblem implements ProblemCode {
  ANSWER_NOT_SENT(
      unavailable(
              "The answer is large, and the memory for answers is in use by others that nobody read"
                  + " yet.",
              "Read what is on its way, then repeat the request, a command with the same"
                  + " Idempotency-Key.")
          .withUnknownOutcome()),
  ARTIFACT_EMPTY(invalid("The text to review has no bytes.", "Submit a text that is not empty.")),
  ARTIFACT_NOT_UTF8(
      invalid(
          "The text to review is not valid UTF-8.",
          "Convert it to UTF-8; a binary file cannot be reviewed.")),
  ARTIFACT_TOO_LARGE(
      limit(
              "The text to review is larger than limits.artifact_bytes_max.",
              "Split the change, or raise the limit.")
          .withStatus(413)
          .withExitCode(2)),
  BAD_AFTER(
      invalid("The value of after is not the id of an item.", "Use an id that the list returned.")),
  BAD_CURSOR(
      invalid(
          "The cursor was not issued here, or is not kept any more.", "Start at the beginning.")),
  BAD_HANDSHAKE(
      invalid("The request is not a WebSocket handshake.", "Use a WebSocket client (RFC 6455).")),
  BAD_IDEMPOTENCY_KEY(
      invalid(
          "The idempotency key has a wrong form.",
          "Use 1 to 128 visible ASCII characters without ~.")),
  BAD_REQUEST(
      invalid(
          "The bytes are not an HTTP request for this server.",
          "Check the client that sent them.")),
  BODY_TOO_LARGE(
      limit("The body is larger than this route accepts.", "Send less.")
          .withStatus(413)
          .withExitCode(2)),
  BODY_TOO_SLOW(
      invalid("The body did not arrive in time.", "Send it again over a faster connection.")),
  EVIDENCE_EMPTY(
      invalid("The piece of evidence has no bytes.", "Attach a text that is not empty.")),
  EVIDENCE_KIND(
      invalid(
          "The fields do not fit the kind of evidence.",
          "Give command and exit code with kind=executed, and only then.")),
  EVIDENCE_NOT_UTF8(invalid("The piece of evidence is not valid UTF-8.", "Convert it to UTF-8.")),
  EVIDENCE_TOO_LARGE(
      limit(
          "The piece of evidence is larger than a session accepts.",
          "Attach the part that matters.")),
  HEADERS_TOO_LARGE(
      limit(
              "The header fields of the request are too large.",
              "Send fewer or shorter header fields.")
          .withStatus(431)
          .withExitCode(2)),
  IDEMPOTENCY_KEY_MALFORMED(
      invalid(
          "The header Idempotency-Key has a wrong form.",
          "Use 1 to 128 visible ASCII characters without ~.")),
  IDEMPOTENCY_KEY_REUSED(
      invalid("This key was already used with other content.", "Use a new key for new content.")
          .withStatus(422)),
  INTERNAL(
      internal("A bug in crossreview.", "Report the log line with this request id.")
          .withUnknownOutcome()),
  INVALID_INPUT(
      invalid(
          "A field is missing, unknown, or has a wrong value.",
          "Fix the fields that the reply names.")),
  INVALID_JSON(
      invalid("The text is not valid JSON.", "Fix the JSON at the place that the message names.")),
  INVALID_MESSAGE(
      invalid("A WebSocket message has a wrong field.", "Fix the field that the message names.")),
  SECRET_REFUSED(
      invalid(
          "A submitted text contains what looks like a secret, and secrets is \"refuse\".",
          "Remove and revoke the secret, or set secrets to \"warn\".")),
  MEMORY_EXHAUSTED(
      unavailable(
          "The memory for requests is in use, or the caller's share of it.",
          "Send fewer or smaller bodies at the same time, or try again in a moment.")),
  METHOD_NOT_ALLOWED(
      invalid("This path does not answer this method.", "Use a method of the header Allow.")
          .withStatus(405)),
  NOT_ACCEPTABLE(
      invalid(
              "None of the media types in Accept is available.",
              "Accept a media type that the message names.")
          .withStatus(406)),
  NOT_FOUND(missing("There is no resource at this path.", "See /openapi.json for the paths.")),
  NOT_SUBSCRIBED(
      conflict(
          "This connection has no separate subscription to this session.",
          "Subscribe to it first.")),
  RATE_LIMITED(
      limit(
              "The token sent more requests than http.requests_per_minute.",
              "Wait as long as Retry-After says, or raise the limit.")
          .withRetryAfter(1)),
  RELOAD_UNDER_WAY(
      conflict("Another reload of the settings is under way.", "Repeat it in a moment.")
          .withRetryAfter(1)),
  SEQ_AHEAD(
      invalid(
          "The consumer is ahead of the session's last event.",
          "Forget this session and read it from the start.")),
  TOO_MANY_FAILURES(
      limit(
              "The address sent too many requests without a valid token.",
              "Wait as long as Retry-After says; check the token.")
          .withRetryAfter(1)),
  TOO_MANY_SOCKETS(
      limit("The token has the maximum number of open event connections.", "Close one of them.")
          .withRetryAfter(1)),
  TOO_MANY_SUBSCRIPTIONS(
      limit(
          "The connection has the maximum number of subscriptions.",
          "Subscribe to all sessions, or open another connection.")),
  UNKNOWN_OPERATION(missing("There is no operation of this name.", "crossreview call lists them.")),
  UNKNOWN_TYPE(
      invalid("A WebSocket message is of an unknown type.", "Use a type from docs/protocol.md.")),
  UNSUPPORTED_MEDIA_TYPE(
      invalid(
              "This route does not accept the media type of the body.",
              "Send a type that the message names.")
          .withStatus(415)),
  UPGRADE_REQUIRED(
      invalid("This path serves only WebSockets.", "Use a WebSocket client.").withStatus(426)),
  URI_TOO_LONG(
      limit("The request line is too long.", "Send the fields in a body.")
          .withStatus(414)
          .withExitCode(2));

  private final ProblemTraits traits;

  RequestProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
