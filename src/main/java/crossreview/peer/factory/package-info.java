/** The part of {@code crossreview.peer} that is about factory. */
package crossreview.peer.factory;
