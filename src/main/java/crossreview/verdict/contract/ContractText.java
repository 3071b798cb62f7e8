package crossreview.verdict.contract;

import crossreview.verdict.contract.ContractShape.ChoiceShape;
import crossreview.verdict.contract.ContractShape.ContractField;
import crossreview.verdict.contract.ContractShape.CountShape;
import crossreview.verdict.contract.ContractShape.ListShape;
import crossreview.verdict.contract.ContractShape.ObjectShape;
import crossreview.verdict.contract.ContractShape.TextShape;

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

      A verdict READY with a blocking finding of yours contradicts itself and is not counted. Omit
      fields that you do not need. The smallest complete answer is:
      {"status":"READY","summary":"What you checked, in one or two sentences."}
      """;

  private ContractText() {}

  static String of(ObjectShape verdict) {
    StringBuilder out = new StringBuilder(OPENING);
    fields(out, verdict, "");
    return out.append(CLOSING).toString();
  }

  private static void fields(StringBuilder out, ObjectShape objectShape, String indent) {
    for (ContractField contractField : objectShape.all()) {
      out.append(indent).append("- \"").append(contractField.name()).append("\" (");
      out.append(contractField.required() ? "required" : "optional").append(", ");
      out.append(form(contractField.contractShape()))
          .append("): ")
          .append(contractField.meaning())
          .append('\n');
      if (contractField.contractShape() instanceof ListShape listShape) {
        fields(out, listShape.each(), indent + "  ");
      }
    }
  }

  private static String form(ContractShape contractShape) {
    return switch (contractShape) {
      case TextShape textShape -> "text of at most " + textShape.max() + " characters";
      case ChoiceShape choiceShape ->
          "one of \"" + String.join("\", \"", choiceShape.words()) + "\"";
      case CountShape ignored -> "a whole number from 1";
      case ListShape listShape ->
          "a list of at most " + listShape.max() + " objects with the fields below it";
      case ObjectShape ignored -> "an object";
    };
  }
}
