/**
 * Several daemons on hosts of a network of their own, with one data directory: what befalls them,
 * and whether what clients were told is true afterwards. Names that end with HostsTest belong to
 * {@code make it-cluster}.
 */
package crossreview.hosts;
