package crossreview.store.log;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.RequestProblem;
import crossreview.session.CommandKey;
import crossreview.session.command.SessionCommand;
import crossreview.store.codec.EventCodec;
import java.util.List;

/** Idempotency keys: which command is the same command again. Pure; any thread. */
public final class IdempotencyKeys {
  private IdempotencyKeys() {}

  /** The key with the digest of the command's canonical text. */
  public static CommandKey of(SessionCommand sessionCommand, String key) {
    if (!CommandKey.allowed(key)) {
      throw RequestProblem.BAD_IDEMPOTENCY_KEY.exception(
          "a key has 1 to " + CommandKey.KEY_MAX + " visible ASCII characters and no tilde");
    }
    return CommandKey.of(key, Digest.of(canonicalText(sessionCommand)));
  }

  /** What the content digest is made of: the command's name and the fields that it states. */
  static String canonicalText(SessionCommand sessionCommand) {
    String name = CommandNames.of(sessionCommand.getClass());
    return JsonWriter.of(List.of(name, EventCodec.tree((Record) sessionCommand.said())));
  }

  /** The journal has a digest of the caller's key, which says nothing to the caller. */
  public static Problem reused() {
    return RequestProblem.IDEMPOTENCY_KEY_REUSED.problem(
        "this Idempotency-Key was used for another command of this session; take a new key");
  }
}
