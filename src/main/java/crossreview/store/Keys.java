package crossreview.store;

import crossreview.json.JsonText;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.session.CommandKey;
import crossreview.session.command.SessionCommand;
import java.util.List;

/** Idempotency keys: which command is the same command again. Pure; any thread. */
final class Keys {
  private Keys() {}

  /** The key with the digest of the command's canonical text, or null without a key. */
  static CommandKey of(SessionCommand sessionCommand, Cause cause) {
    if (cause.key() == null) {
      return null;
    }
    if (!CommandKey.allowed(cause.key())) {
      throw new ProblemException(
          Problem.invalid(
              "bad_idempotency_key",
              "a key has 1 to " + CommandKey.KEY_MAX + " visible ASCII characters and no tilde"));
    }
    String type = sessionCommand.getClass().getSimpleName();
    Object tree = List.of(type, EventCodec.tree((Record) sessionCommand.said()));
    return CommandKey.of(cause.key(), Digest.of(JsonText.of(tree)));
  }

  static Problem reused(String key) {
    return Problem.invalid(
        "idempotency_key_reused",
        "the key \"" + key + "\" was used for another command of this session");
  }
}
