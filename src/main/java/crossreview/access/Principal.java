package crossreview.access;

import crossreview.model.Checks;

/**
 * Somebody who proved who they are.
 *
 * @param name 1 to 64 characters; it stands in journals as the cause of what they did
 */
public record Principal(String name, Role role) {
  public Principal {
    Checks.text("name", name, 1, 64);
  }

  public boolean operator() {
    return role == Role.OPERATOR;
  }
}
