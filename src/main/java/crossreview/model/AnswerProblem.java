package crossreview.model;

import static crossreview.model.ProblemTraits.invalid;

/** A verdict that cannot be read; a person who holds a seat is told at once. */
public enum AnswerProblem implements ProblemCode {
  BROKEN_JSON(
      invalid(
          "The verdict is not valid JSON.", "Fix the JSON at the place that the message names.")),
  DUPLICATE_KEY(invalid("A key of the verdict occurs twice.", "Remove one of them.")),
  EMPTY_ANSWER(invalid("The answer is empty.", "Answer with one JSON object.")),
  MISSING_FIELD(
      invalid(
          "A field of the verdict is missing or empty.", "Add the field that the message names.")),
  NO_VERDICT(
      invalid(
          "The answer has no verdict in its own words.",
          "Answer with one JSON object that has a status.")),
  QUOTED_VERDICT(
      invalid(
          "The only verdict in the answer is quoted from the text under review.",
          "Answer with your own JSON object.")),
  TWO_VERDICTS(invalid("The answer has two different verdicts.", "Answer with one.")),
  UNCLEAR_VERDICT(
      invalid(
          "The answer approves, and its other text says otherwise.",
          "Answer with the JSON object alone.")),
  WRONG_TYPE(
      invalid(
          "A field of the verdict is of a wrong type.", "Use the type that the message names.")),
  WRONG_VALUE(
      invalid("A field of the verdict has a wrong value.", "Use a value that the message names."));

  private final ProblemTraits traits;

  AnswerProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
