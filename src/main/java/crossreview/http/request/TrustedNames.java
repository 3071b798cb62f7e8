package crossreview.http.request;

import crossreview.http.AccessLists;
import java.util.function.Supplier;

/** The access lists of a listener as a request is checked with them. Immutable. */
record TrustedNames(
    AccessLists lists, HostAllowlist hosts, CorsPolicy corsPolicy, ClientAddress clientAddress) {
  private static TrustedNames of(AccessLists lists) {
    return new TrustedNames(
        lists,
        new HostAllowlist(lists.allowedHosts()),
        new CorsPolicy(lists.corsOrigins()),
        new ClientAddress(lists.trustedProxies()));
  }

  /** Follows lists that are replaced as a whole; makes them anew only then. Any thread. */
  static Supplier<TrustedNames> following(Supplier<AccessLists> source) {
    return new Supplier<>() {
      private volatile TrustedNames last = of(source.get());

      @Override
      public TrustedNames get() {
        AccessLists now = source.get();
        TrustedNames names = last;
        if (names.lists() != now) {
          names = of(now);
          last = names;
        }
        return names;
      }
    };
  }
}
