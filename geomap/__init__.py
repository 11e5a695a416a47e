"""Turn a folder of dated reports into a map that can be trusted."""
