package crossreview.store.log;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.session.CommandKey;
import crossreview.session.command.SessionCommand;
import crossreview.store.codec.EventCodec;
import java.util.List;

/** Idempotency keys: which command is the same command again. Pure; any thread. */
public final class IdempotencyKeys {
  private IdempotencyKeys() {}

  /** The key with the digest of the command's canonical text, or null without a key. */
  public static CommandKey of(SessionCommand sessionCommand, Actor actor) {
    if (actor.key() == null) {
      return null;
    }
    if (!CommandKey.allowed(actor.key())) {
      throw new ProblemException(
          Problem.invalid(
              "bad_idempotency_key",
              "a key has 1 to " + CommandKey.KEY_MAX + " visible ASCII characters and no tilde"));
    }
    String type = sessionCommand.getClass().getSimpleName();
    Object tree = List.of(type, EventCodec.tree((Record) sessionCommand.said()));
    return CommandKey.of(actor.key(), Digest.of(JsonWriter.of(tree)));
  }

  public static Problem reused(String key) {
    return Problem.invalid(
        "idempotency_key_reused",
        "the key \"" + key + "\" was used for another command of this session");
  }
}
