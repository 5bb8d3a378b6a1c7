package io.mandate.server.config;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Looks whether the server's port is free before the database is started for nothing.
final class FreePort {
    private FreePort() {}

    static void require(String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the server itself does, so that a port just left is not called busy
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (UnknownHostException e) {
            throw new StartupRefusedException("server.address \"" + address + "\" is no address of this machine", e);
        } catch (BindException e) {
            throw new StartupRefusedException(refusal(address, port, e), e);
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "cannot listen on " + address + ":" + port + " (" + e.getMessage() + ")", e);
        }
    }

    private static String refusal(String address, int port, BindException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Permission denied")) {
            return "this user may not listen on port " + port + "; choose one above 1023 with --port";
        }
        if (message.contains("Cannot assign")) {
            return "server.address \"" + address + "\" is no address of this machine";
        }
        return "port " + port + " on " + address
                + " is in use by another program; choose another one with --port, or stop that program";
    }
}
