def saw(customer):
    return "planks for " + customer
