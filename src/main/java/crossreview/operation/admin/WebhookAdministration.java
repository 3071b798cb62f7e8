package crossreview.operation.admin;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators see of webhooks, and what they can ask of them. Blocks for the disk. */
public interface WebhookAdministration {
  /** So many dead letters are listed of each. */
  int LETTERS_MAX = 50;

  /** All of them, in the order of the settings. */
  List<WebhookView> list();

  /**
   * Has dead letters sent again, and a disabled target tried again.
   *
   * @param request under which repeating it does nothing
   * @throws crossreview.model.ProblemException {@code webhook_unknown}
   */
  void replay(String name, String request);

  /** A target and how it is. */
  record WebhookView(
      @Description("Its name in the settings.") String name,
      @Description("Where its events go.") String url,
      @Description("The types of events that it wants.") @ItemRule("A type.") List<String> events,
      @Description("Events that are to be sent next; the rest waits in the journals.")
          @NumberRange(min = 0, max = 1_000)
          int pending,
      @Description("Attempts that failed in a row.") @NumberRange(min = 0) int failures,
      @Description("Why nothing is sent until a replay.") @Nullable String disabled,
      @Description("How many events were given up.") @NumberRange(min = 0, max = 1_000) int dead,
      @Description("The first of them, at most 50.") @ItemRule("An event.")
          List<LetterView> letters) {}

  /** An event that was given up. */
  record LetterView(
      @Description("The session.") String session,
      @Description("The line.") @NumberRange(min = 1) long seq,
      @Description("How often it was sent.") @NumberRange(min = 0) int attempts,
      @Description("What became of the last attempt.") @Nullable String fault) {}
}
