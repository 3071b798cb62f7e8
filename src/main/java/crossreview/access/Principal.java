package crossreview.access;

import crossreview.model.ProjectName;
import crossreview.model.ValueChecks;

/**
 * Somebody who proved who they are.
 *
 * @param name 1 to 64 characters; it stands in journals as the cause of what they did
 * @param project whose sessions they see; an operator sees those of every project
 */
public record Principal(String name, Role role, String project) {
  public Principal {
    ValueChecks.text("name", name, 1, 64);
    ValueChecks.text("project", project, 1, 64);
  }

  /** Somebody of the default project. */
  public Principal(String name, Role role) {
    this(name, role, ProjectName.DEFAULT);
  }

  public boolean operator() {
    return role == Role.OPERATOR;
  }

  /** Whether they see the sessions of a project. */
  public boolean sees(String other) {
    return operator() || project.equals(other);
  }

  /** The only project that they see, or null for every one. */
  public String within() {
    return operator() ? null : project;
  }
}
