package crossreview.cluster;

import java.io.Serializable;

/**
 * One entry of the ownership map. It travels between hosts in Java's own serialization, which the
 * member's configuration allows for this package alone.
 *
 * @param instance the process that has the session
 * @param node its name
 * @param address where it takes commands
 * @param claim the number of the claim within the process
 * @param token of the lock, 0 before it is taken
 * @param head the last line that may be read, 0 when unknown
 */
record OwnershipEntry(
    String instance, String node, String address, long claim, long token, long head)
    implements Serializable {

  boolean same(String process, long number) {
    return instance.equals(process) && claim == number;
  }

  OwnershipEntry with(long otherToken) {
    return new OwnershipEntry(instance, node, address, claim, otherToken, head);
  }
}
