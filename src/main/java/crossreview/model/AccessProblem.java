package crossreview.model;

import static crossreview.model.ProblemTraits.conflict;
import static crossreview.model.ProblemTraits.denied;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.missing;
import static crossreview.model.ProblemTraits.unavailable;

/** Who may do what: tokens, roles, projects, identities, private files. */
public enum AccessProblem implements ProblemCode {
  BAD_NAME(
      invalid("The name of a token has a wrong form.", "Use a name that the message describes.")),
  BAD_PROJECT(
      invalid("The name of a project has a wrong form.", "Use a name that the message describes.")),
  BAD_TOKEN_FILE(
      denied("The file with the token cannot be read.", "Check the path, the owner and the mode.")),
  HOST_NOT_ALLOWED(
      denied(
          "The header Host names another server.",
          "Use the daemon's own address, or set http.allowed_hosts.")),
  IDENTITY_FORGERY_BLOCKED(
      denied(
          "The caller named another petitioner.",
          "Leave the field out; your token says who you are.")),
  LAST_OPERATOR(
      conflict("It is the only token with the role operator.", "Create another operator first.")),
  OWN_WORK(
      denied("The caller that opened a session cannot review it.", "Let another person claim it.")),
  PRIVATE_FILE_REFUSED(
      denied(
              "A file with secrets can be read or replaced by others.",
              "chmod 600 the file; make it yours.")
          .withExitCode(5)),
  PROJECT_MISMATCH(
      denied("The caller belongs to another project.", "Use a token of that project.")),
  ROLE_TOO_LOW(
      denied(
          "The token's role does not allow this operation.",
          "Use a token with the role that the message names.")),
  SESSION_OWNER_MISMATCH(
      denied("The session belongs to another caller.", "Use the token that opened it.")),
  SIGN_IN_REFUSED(
      denied(
              "The browser's one-time code or token is not valid.",
              "Run crossreview open again: a code lives for a minute and works once.")
          .withStatus(401)),
  TOKENS_BUSY(unavailable("Another process is changing the tokens.", "Repeat the command.")),
  TOKEN_EXISTS(conflict("A token of this name exists.", "Choose another name, or rotate it.")),
  TOKEN_NOT_FOUND(missing("No token has this name.", "crossreview token list shows all.")),
  UNAUTHORIZED(
      denied(
              "The request has no valid token.",
              "Send Authorization: Bearer with a token of this daemon.")
          .withStatus(401));

  private final ProblemTraits traits;

  AccessProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
