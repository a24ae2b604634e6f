export const englishEntries = {
  'shipping-time': {
    title: 'How long does shipping take?',
    text: 'Orders paid before 2 p.m. on a working day leave our warehouse the same day. Parcels arrive within 1 to 2 working days in Korea, and within 3 to 4 working days on Jeju and the other islands. Around the Seollal and Chuseok holidays it can take up to 3 days longer.',
  },
  'shipping-cost': {
    title: 'How much does shipping cost?',
    text: 'Shipping is free for orders of 50,000 won or more. Below that it costs 3,000 won. For Jeju and the other islands we add 3,000 won, whatever the amount of the order.',
  },
  tracking: {
    title: 'How do I track a parcel?',
    text: 'As soon as your parcel leaves the warehouse we send you the tracking number by text message and email. You can also track the parcel under My Page > Orders > Track parcel. Tracking shows the first scan about 6 hours after dispatch.',
  },
  'address-change': {
    title: 'Can I change the delivery address after ordering?',
    text: 'You can change the delivery address yourself under My Page > Orders for as long as the order says “Preparing”. Once it says “Shipped” the address can no longer be changed, and you have to ask the carrier to redirect the parcel.',
  },
  'order-cancel': {
    title: 'How do I cancel my order?',
    text: 'To cancel an order, open My Page > Orders and press Cancel while the order says “Paid” or “Preparing”. The payment is cancelled at once. An order that has been shipped can no longer be cancelled; please return it after delivery instead.',
  },
  'missing-item': {
    title: 'What should I do when an item is missing from my parcel?',
    text: 'Large orders may travel in two or more parcels, so please check the number of parcels under My Page > Orders first. If an item is still missing, tell us within 7 days of delivery with a photo of the box and its label, and we send the missing item free of charge within 2 working days.',
  },
  'return-window': {
    title: 'Until when is a return possible?',
    text: 'A return is possible within 14 days of delivery, as long as the item is unused and still has its tags and original packaging. Underwear, swimwear, opened cosmetics and items made to order cannot be returned.',
  },
  'return-how': {
    title: 'How do I return an item?',
    text: 'To return an item you have bought, open My Page > Orders, choose the item and press Return. Shoes and clothes that are too small or too large can go back as long as you have not worn them. Pack the item in its original box; our carrier collects the parcel from your door within 2 working days, and you do not need to print a label.',
  },
  'return-cost': {
    title: 'Who pays for return shipping?',
    text: 'If you return an item because you changed your mind or the size does not fit, return shipping costs 3,000 won and is taken off your refund. If the item is faulty or not what you ordered, we pay for return shipping.',
  },
  'refund-time': {
    title: 'How long does a refund take?',
    text: 'We refund you within 3 working days after the return has arrived at our warehouse and been checked. The money goes back to the payment method you used. Card companies may need another 3 to 5 working days until the refund shows on your statement.',
  },
  exchange: {
    title: 'How do I exchange an item for another size or colour?',
    text: 'You can exchange an item once for another size or colour within 14 days of delivery. Open My Page > Orders, press Exchange and choose the new size or colour. The exchange costs 5,000 won for shipping both ways; we send the new item once the old one has been collected.',
  },
  'damaged-item': {
    title: 'What should I do when an item arrives damaged?',
    text: 'When an item arrives damaged, please report it within 7 days of delivery under My Page > Orders > Report damage, with two photos: one of the item and one of the box. We send a replacement or refund the full price, as you prefer, and pay for the shipping.',
  },
  warranty: {
    title: 'How long is the warranty?',
    text: 'Electronic goods have a warranty of 12 months and bags and shoes one of 6 months, counted from the day of delivery. The warranty covers faults in material and workmanship; it does not cover wear, water damage or repairs by others.',
  },
  'payment-methods': {
    title: 'Which payment methods do you accept?',
    text: 'You can pay by Korean and international credit card (Visa, Mastercard, JCB, American Express), by Naver Pay, Kakao Pay and Toss Pay, or by bank transfer. A bank transfer must reach us within 24 hours, otherwise the order is cancelled automatically.',
  },
  receipt: {
    title: 'How do I get a receipt for my order?',
    text: 'You find the receipt of every order under My Page > Orders > Receipt and can print it or save it as a PDF for 5 years. For bank transfers you can ask for a cash receipt at checkout or within 30 days of payment.',
  },
  'tax-invoice': {
    title: 'Can my company get a tax invoice?',
    text: 'Business customers can get an electronic tax invoice for orders paid by bank transfer. Enter your business registration number and email address at checkout; we issue the tax invoice within 5 working days of dispatch. For card payments the card slip takes its place.',
  },
  coupons: {
    title: 'How do I use a coupon?',
    text: 'Enter the coupon code in the field “Coupon” at checkout, before you choose the payment method. One coupon can be used for each order, together with points. Coupons do not apply to sale items, and a coupon used on an order that you cancel comes back within 1 day.',
  },
  'points-expiry': {
    title: 'When do my points expire?',
    text: 'Points expire 12 months after the day on which you earned them; the oldest points are used first. We send you an email 30 days before points expire. You can see the expiry date of your points under My Page > Points.',
  },
  'membership-grades': {
    title: 'How do the membership grades work?',
    text: 'There are three membership grades: Silver from the first order, Gold from 300,000 won and Platinum from 1,000,000 won of purchases in the last 12 months. Silver members earn 1 %, Gold members 2 % and Platinum members 3 % of each purchase in points. Grades are recalculated on the first day of each month.',
  },
  'gift-wrapping': {
    title: 'Do you offer gift wrapping?',
    text: 'Yes, gift wrapping costs 2,500 won an item: choose “Gift wrapping” in the basket. It includes a ribbon and a card with up to 100 characters of your own text. A gift-wrapped parcel contains no price. Furniture and items longer than 80 cm cannot be wrapped.',
  },
  'support-hours': {
    title: 'When can I reach customer support?',
    text: 'Our customer support answers from Monday to Friday, 9 a.m. to 6 p.m. Korean time, except on public holidays. You can reach us by chat, by email or by phone at 02-000-0000. Messages that arrive outside these hours are answered on the next working day.',
  },
  'international-delivery': {
    title: 'Do you deliver abroad?',
    text: 'We deliver to 38 countries, among them Japan, the United States, Canada, Australia and all of the European Union. International delivery takes 5 to 10 working days and costs from 15,000 won, depending on weight and country. Customs duties and import taxes are paid by the recipient.',
  },
  sizes: {
    title: 'How do I find the right size?',
    text: 'Every product page has a size chart in centimetres under “Size guide”. Measure a garment that fits you well, laid flat, and compare it with the chart; it can differ by 1 to 2 cm. Our shoes run true to size; with wide feet, take one size up.',
  },
  restocking: {
    title: 'When will a sold-out item be back in stock?',
    text: 'Most sold-out items are back in stock within 2 to 4 weeks. Press “Notify me” on the product page and we send you an email as soon as the item can be ordered again. Items marked “Last chance” are not restocked.',
  },
  newsletter: {
    title: 'How do I unsubscribe from the newsletter?',
    text: 'Press “Unsubscribe” at the bottom of any newsletter, or switch the newsletter off under My Page > Settings > Notifications. It takes effect within 24 hours. You will still get messages about your orders.',
  },
  'account-deletion': {
    title: 'How do I delete my account?',
    text: 'You can delete your account under My Page > Settings > Delete account, provided that no order or return is open. Points and coupons are lost at once. We erase your personal data within 30 days; records of purchases are kept for 5 years as the law requires.',
  },
  'password-reset': {
    title: 'How do I reset my password when I have forgotten it?',
    text: 'Press “Forgot password?” on the sign-in page and enter your email address. We send you a link to reset your password, which works for 30 minutes. If no mail arrives within 5 minutes, please look in the spam folder. After 5 wrong passwords the account is locked for 15 minutes.',
  },
};
