package crossreview.verdict;

import crossreview.verdict.Shape.Choice;
import crossreview.verdict.Shape.Count;
import crossreview.verdict.Shape.Field;
import crossreview.verdict.Shape.Fields;
import crossreview.verdict.Shape.Items;
import crossreview.verdict.Shape.Text;

/** The contract in words, for the prompt. */
final class ContractText {
  private static final String OPENING =
      """
      The form of your answer

      Answer with exactly one JSON object and nothing else: no sentence before or after it, no code
      fence, no second object, no key twice. These are its fields:

      """;

  private static final String CLOSING =
      """

      A verdict that says READY while one of your findings blocks contradicts itself and is not
      counted. Leave out what you have nothing to say about. The smallest complete answer is:
      {"status":"READY","summary":"What you checked, in one or two sentences."}
      """;

  private ContractText() {}

  static String of(Fields verdict) {
    StringBuilder out = new StringBuilder(OPENING);
    fields(out, verdict, "");
    return out.append(CLOSING).toString();
  }

  private static void fields(StringBuilder out, Fields fields, String indent) {
    for (Field field : fields.all()) {
      out.append(indent).append("- \"").append(field.name()).append("\" (");
      out.append(field.required() ? "required" : "optional").append(", ");
      out.append(form(field.shape())).append("): ").append(field.meaning()).append('\n');
      if (field.shape() instanceof Items items) {
        fields(out, items.each(), indent + "  ");
      }
    }
  }

  private static String form(Shape shape) {
    return switch (shape) {
      case Text text -> "text of at most " + text.max() + " characters";
      case Choice choice -> "one of \"" + String.join("\", \"", choice.words()) + "\"";
      case Count ignored -> "a whole number from 1";
      case Items items -> "a list of at most " + items.max() + " objects with the fields below it";
      case Fields ignored -> "an object";
    };
  }
}
