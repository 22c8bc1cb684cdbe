raise ModuleNotFoundError("There is none.")
