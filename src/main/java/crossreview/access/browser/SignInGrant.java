package crossreview.access.browser;

import crossreview.access.Principal;
import crossreview.access.TokenRegistry.Authentication;

/**
 * What a browser is let in for.
 *
 * @param principal who it acts as; the role may be lower than that of the token
 * @param origin the token that stands behind it: without it, the session is over
 */
public record SignInGrant(Principal principal, Authentication origin) {
  public SignInGrant {
    if (!origin.principal().name().equals(principal.name())
        || !origin.principal().role().covers(principal.role())) {
      throw new IllegalStateException(principal + " is more than " + origin.principal());
    }
  }
}
